"""The grammar: regular expressions over token classes, tried in this order at every token (the idea of SynTime).

Upper-case words are token classes of `vocabulary` or the fragments below; lower-case named groups are read by
`normaliser`. No pattern repeats without a bound, so the whole is linear in the text.
"""

from __future__ import annotations

import re

from pipeline.dates.firsts import beginnings
from pipeline.dates.vocabulary import SYMBOLS

_FRAGMENTS = {
    "UNIT": "[UDAY UWEEK UMONTH UQUARTER UYEAR UDECADE UCENTURY UWEEKEND UTIME]",
    "BIG": "[UWEEK UMONTH UQUARTER UYEAR UDECADE UCENTURY UWEEKEND]",
    "COUNT": "[DAYNUM NUM ONE QTY ARTICLE SOME]",
    "PLAIN": "[DAYNUM NUM ONE]",
    "DATENUM": "[DAYNUM ORDNUM]",
    "ORDINAL": "[ORDWORD ORDNUM]",
    "CONNECT": "(?:DASH | TO TO?)",
    "REL": "[THIS LAST NEXT PAST PREVIOUS FOLLOWING]",
    "ANYYEAR": "[YEAR OLDYEAR]",
    "HOUR": "[CLOCK DAYNUM QTY]",
    "FOURDIGITS": "[MIL OLDYEAR YEAR]",
    "CLOCKZONE": "(?:ZONE | LOCAL TIMEWORD | OTHER TIMEWORD | LPAR (?:LOCAL TIMEWORD | ZONE (?:OTHER | DASH | DAYNUM){0,3}) RPAR)",
}

# (rule, pattern); the first that matches at a token wins, so longer forms stand before shorter ones.
RULES: tuple[tuple[str, str], ...] = (
    ("iso", "(?P<iso>ISO)"),
    ("numeric", "(?P<numeric>NUMDATE)"),
    # Hours, before their figures are read as years or days.
    ("clocks", "(?P<left>(?P<amil>FOURDIGITS) ZONE?) CONNECT (?P<bmil>FOURDIGITS) ZONE"),
    ("clocks", "(?<=BETWEEN) (?P<left>(?P<amil>FOURDIGITS) ZONE?) AND (?P<bmil>FOURDIGITS) ZONE"),
    ("clocks", "(?P<left>(?P<a>HOUR) (?P<aampm>AMPM)? CLOCKZONE?) CONNECT (?P<b>HOUR) (?P<ampm>AMPM) CLOCKZONE?"),
    ("clocks", "(?<=BETWEEN) (?P<left>(?P<a>HOUR) (?P<aampm>AMPM)? CLOCKZONE?) AND (?P<b>HOUR) (?P<ampm>AMPM) CLOCKZONE?"),
    ("clocks", "(?P<left>(?P<a>CLOCK) (?P<aampm>AMPM)? CLOCKZONE?) CONNECT (?P<b>CLOCK) (?P<ampm>AMPM)? CLOCKZONE?"),
    ("clocks", "(?<=BETWEEN) (?P<left>(?P<a>CLOCK) (?P<aampm>AMPM)? CLOCKZONE?) AND (?P<b>CLOCK) (?P<ampm>AMPM)? CLOCKZONE?"),
    ("clock", "(?P<mil>FOURDIGITS) ZONE"),
    ("clock", "(?<=AT) (?P<mil>FOURDIGITS) (?P<hours>UTIME)"),
    ("clock", "(?P<clock>CLOCK | DAYNUM) AMPM? IN THE (?P<pod>POD)"),
    # Days of founding: "(November 14, 1994-2024)".
    ("anniversary", "(?P<m>MONTH) DOT? (?P<d>DATENUM) COMMA? (?P<y>YEAR) DASH (?P<to>YEAR)"),
    ("anniversary", "(?P<d>DATENUM) OF? (?P<m>MONTH) DOT? COMMA? (?P<y>YEAR) DASH (?P<to>YEAR)"),
    # Days that share a month.
    ("days", "(?P<m>MONTH) DOT? THE? (?P<d>DATENUM) CONNECT THE? (?P<to>DATENUM) (?! OF? MONTH | [COMMA DASH] DAYNUM | AMPM) (?:COMMA? (?P<y>YEAR))?"),
    ("days", "(?P<d>DATENUM) OF? (?P<m>MONTH) DOT? CONNECT THE (?P<to>ORDNUM) (?! OF? MONTH) (?:COMMA? (?P<y>YEAR))?"),
    ("days", "(?<=BETWEEN) (?P<m>MONTH) DOT? (?P<d>DATENUM) AND (?P<to>DATENUM) (?! OF? MONTH) (?:COMMA? (?P<y>YEAR))?"),
    ("days", "(?P<d>DATENUM) CONNECT THE? (?P<to>DATENUM) OF? (?P<m>MONTH) DOT? (?:COMMA? (?P<y>YEAR))?"),
    ("days", "(?<=BETWEEN) (?:THE)? (?P<d>DATENUM) AND THE? (?P<to>DATENUM) OF? (?P<m>MONTH) DOT? (?:COMMA? (?P<y>YEAR))?"),
    ("daypair", "(?P<pair>DAYPAIR) OF? (?P<m>MONTH) DOT? (?:COMMA? (?P<y>YEAR))?"),
    ("list", "(?P<m>MONTH) DOT? (?P<a>DATENUM) (?:COMMA (?P<b>DATENUM))? COMMA? AND (?P<d>DATENUM) (?! MONTH | OF) (?:COMMA? (?P<y>YEAR))?"),
    ("list", "(?P<a>DATENUM) (?:COMMA (?P<b>DATENUM))? COMMA? AND (?P<d>DATENUM) OF? (?P<m>MONTH) DOT? (?:COMMA? (?P<y>YEAR))?"),
    # Month and day.
    ("date", "(?:(?P<w>WDAY) DOT? COMMA?)? (?P<m>MONTH) DOT? THE? (?P<d>DATENUM) (?:[COMMA OF]? (?P<y>YEAR) (?! COMMA DAYNUM))"),
    ("date", "(?:(?P<w>WDAY) DOT? COMMA?)? (?P<m>MONTH) DOT? THE? (?P<d>DATENUM) COMMA? (?:OF)? (?P<rel>[THIS LAST NEXT]) UYEAR"),
    ("date", "(?:(?P<w>WDAY) DOT? COMMA?)? THE? (?P<d>DATENUM) DOT? (?:DASH|OF)? (?P<m>MONTH) DOT? (?:(?:COMMA|DASH|OF)? (?P<y>YEAR) | OF? (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("date", "(?:(?P<w>WDAY) DOT? COMMA?)? (?P<m>MONTH) DOT? THE? (?P<d>DATENUM)"),
    ("date", "(?:(?P<w>WDAY) COMMA?)? THE? (?P<d>ORDWORD) OF (?P<m>MONTH) DOT? (?:COMMA? (?P<y>YEAR))?"),
    ("month_day", "THE? (?P<d>ORDNUM) OF (?P<rel>[THIS LAST NEXT]) UMONTH"),
    ("week_of", "THE? UWEEK OF (?:(?P<m>MONTH) DOT? (?P<d>DATENUM) | (?P<d2>DATENUM) OF? (?P<m2>MONTH) DOT?) (?:COMMA? (?P<y>YEAR))? (?! TO | DASH | AND)"),
    ("bare_day", "THE (?P<d>ORDNUM) (?: (?: CONNECT | (?P<and>AND)) THE? (?P<to>ORDNUM))?"),
    ("foreign", "NGAY? DAYNUM THANG DAYNUM (?:COMMA? NAM | COMMA) YEAR"),
    ("foreign", "THANG DAYNUM COMMA? NAM YEAR"),
    ("foreign", "[DAYNUM ORDNUM] DOT? DE? FMONTH (?:DE)? COMMA? YEAR"),
    ("foreign", "ORDNUM FMONTH YEAR"),
    ("foreign", "FMONTH DE? YEAR"),
    # First and last months, halves, quarters.
    ("fraction", "(?P<n>ORDINAL | LAST | PAST) (?P<count>PLAIN) DASH? (?P<unit>[UDAY UWEEK UMONTH UQUARTER]) (?:OF|IN) (?:THE? (?P<rel>REL) UYEAR | (?P<y>ANYYEAR) | THE UYEAR | (?P<m>MONTH) DOT? (?P<my>YEAR)?)"),
    ("fraction", "(?<=THE) (?P<n>ORDWORD) (?P<count>PLAIN) DASH? (?P<unit>[UMONTH UQUARTER])"),
    ("century_part", "(?P<n>ORDINAL | LAST) DASH? (?P<what>HALF | UQUARTER | UDECADE) OF (?:THE? (?P<c>ORDINAL) DASH? | (?:THE | (?P<rel>REL))) UCENTURY"),
    ("half", "(?P<n>ORDINAL | LAST) DASH? HALF (?:OF)? (?:THE? (?P<rel>REL) UYEAR | THE? (?P<bare>UYEAR) | (?P<fiscal>FISCAL UYEAR?)? (?P<y>YEAR) | OF (?P<m>MONTH) DOT? (?P<my>YEAR)?)"),
    ("parts", "(?P<a>ORDINAL) (?:COMMA (?P<b>ORDINAL))? COMMA? AND (?P<n>ORDINAL) DASH? (?P<unit>[UQUARTER HALF]) (?:(?:OF|IN)? (?: THE? (?P<rel>REL) UYEAR | THE (?P<bare>UYEAR) | (?P<y>YEAR)))?"),
    ("fiscal_part", "(?: (?P<n>QCODE | HCODE) | (?P<n2>ORDINAL) DASH? (?P<unit>[UQUARTER HALF])) (?:OF|IN)? THE? (?: (?P<fy>FYCODE) | FYWORD (?P<y>YEAR))"),
    ("part_code", "(?P<code>PARTCODE)"),
    ("fraction", "(?P<count>MCODE) (?:OF)? (?P<y>YEAR)"),
    ("half", "(?P<rel>[THIS LAST NEXT]) UYEAR POSS OTHER (?P<n>ORDINAL) DASH? HALF"),
    ("quarter", "(?P<rel>[THIS LAST NEXT]) UYEAR POSS OTHER (?P<n>ORDINAL) DASH? UQUARTER"),
    ("trailing", "(?P<nth>ORDINAL) DASH? (?P<unit>UQUARTER | HALF) PERIOD? (?P<to>ENDING [ON IN]?) (?:(?P<m>MONTH) DOT? (?:(?P<d>DATENUM) (?! TO | DASH | AND THE? DATENUM))? | (?P<d2>DATENUM) OF? (?P<m2>MONTH) DOT?) (?:COMMA? (?P<y>YEAR) | (?:OF)? (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("half", "(?P<n>ORDWORD) (?P<dash>DASH)? HALF (?! OF)"),
    ("half", "(?P<n>HCODE) (?:(?:OF|DASH|SLASH|COMMA)? (?P<y>YEAR) | POSS (?P<yy>SHORTYEAR))?"),
    ("nth", "(?P<n>ORDINAL | LAST) DASH? (?P<unit>[UDAY UWEEK UWEEKEND UMONTH UQUARTER]) (?:OF|IN) (?:THE? (?P<rel>REL) (?P<whole>[UYEAR UMONTH UQUARTER]) | (?P<y>YEAR) | (?:OF)? THE (?P<bare>[UYEAR UMONTH]) | (?P<m>MONTH) DOT? (?P<my>YEAR)?)"),
    ("nth_weekday", "(?P<n>ORDINAL | LAST) (?P<w>WDAY) (?:OF|IN) (?:THE? (?P<rel>REL) (?P<whole>[UYEAR UMONTH]) | (?P<m>MONTH) DOT? (?:COMMA? (?P<my>YEAR))? | THE UMONTH)"),
    ("quarter", "(?P<n>ORDINAL) (?P<fiscal>FISCAL) UQUARTER (?:COMMA? (?P<y>YEAR) | (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("quarter", "(?P<n>ORDINAL) DASH? UQUARTER (?:OF | IN) (?P<fiscal>[THE THIS LAST NEXT]? FISCAL UYEAR?) (?P<y>YEAR)?"),
    ("quarter", "(?P<y>YEAR) (?:POSS OTHER)? (?P<n>ORDINAL) DASH? UQUARTER"),
    ("half", "(?P<y>YEAR) (?:POSS OTHER)? (?P<n>ORDINAL) DASH? HALF (?! OF)"),
    ("quarter", "(?P<fiscal>FISCAL) (?P<n>ORDINAL) DASH? UQUARTER (?:COMMA? (?P<y>YEAR) | (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("quarter", "(?P<n>ORDINAL) DASH? UQUARTER (?:COMMA? (?P<y>YEAR) | (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("quarter", "(?P<n>QCODE) (?:(?:OF|DASH|SLASH|COMMA)? (?P<y>YEAR) | POSS (?P<yy>SHORTYEAR) | (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("fiscal", "FISCAL (?:UYEAR)? (?:OF)? (?P<y>YEAR) (?:[DASH SLASH] (?P<to>YEAR|DAYNUM|NUM))?"),
    ("fiscal", "(?P<y>YEAR) (?:[DASH SLASH] (?P<to>YEAR|DAYNUM|NUM))? FISCAL (?:UYEAR)? (?! [UQUARTER HALF])"),
    ("fiscal", "(?P<rel>[LAST THIS NEXT PREVIOUS]) FISCAL (?:UYEAR)? (?! [UQUARTER HALF YEAR])"),
    ("fiscal", "FISCAL (?:UYEAR)? (?P<y>YEAR)"),
    ("fiscal", "FYWORD (?P<y>YEAR) (?:[DASH SLASH] (?P<to>YEAR|DAYNUM|NUM))?"),
    ("fiscal", "(?P<fy>FYCODE) (?:[DASH SLASH] (?P<to>DAYNUM|NUM))"),
    ("fiscal", "(?P<fy>FYCODE)"),
    # A stretch told by its end: "the 12 months to September", "the year ended March 31, 2024".
    ("trailing", "(?:(?P<n>PLAIN) DASH? | (?P<half>HALF) DASH? | (?:THE | ARTICLE)? FISCAL? ) (?P<unit>[UWEEK UMONTH UQUARTER UYEAR]) PERIOD? (?P<to>(?:TO | ENDING) [ON IN THE]?) (?:(?P<end>LIMIT) (?:OF | DASH))? (?:(?P<m>MONTH) DOT? (?:(?P<d>DATENUM) (?! TO | DASH | AND THE? DATENUM))? | (?P<d2>DATENUM) OF? (?P<m2>MONTH) DOT?) (?:COMMA? (?P<y>YEAR) | (?:OF)? (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    # The same period, day, month ...
    ("year_ago", "(?:THE | ARTICLE)? UYEAR DASH? (?:SHIFT | AGO) [PERIOD UQUARTER UMONTH UWEEK HALF]"),
    ("year_ago", "(?:THE | ARTICLE)? UYEAR DASH [SHIFT AGO]"),
    ("same_period", "THE? SAME PERIOD (?:OF|IN|DASH)? THE? (?:(?P<rel>[LAST PREVIOUS THIS]) UYEAR | (?P<y>YEAR))"),
    ("same_period", "(?P<y>YEAR) (?:PERIOD | UQUARTER) (?! OF)"),
    ("same_period", "THE? SAME PERIOD (?P<ago>(?:ARTICLE|ONE) UYEAR (?:SHIFT|AGO|BEFORE))"),
    ("same_period", "THE? SAME (?P<unit>[UMONTH UQUARTER UWEEK HALF]) (?:OF|IN)? (?:THE? (?P<rel>[LAST PREVIOUS]) UYEAR | (?P<y>YEAR) | (?P<ago>(?:ARTICLE|ONE) UYEAR (?:SHIFT|AGO|BEFORE)))"),
    ("same", "SAME (?P<unit>[UDAY UWEEK UMONTH UYEAR])"),
    ("same", "SHIFT (?:IN)? THE (?P<unit>UDAY) (?! [BEFORE AFTER])"),
    ("that_part", "(?:SHIFT)? SAME (?P<pod>POD)"),
    ("next_part", "THE (?P<step>[FOLLOWING NEXT PREVIOUS]) (?P<pod>POD)"),
    ("same", "(?<=ON) (?:THIS) (?P<unit>UDAY) (?! IN)"),
    ("occasion", "ON (?:THIS | THAT | THE SAME | THE) OCCASION (?! OF)"),
    ("event", "(?:AFTER | FOLLOWING) [THE OWN] (?:OTHER | EVENT){0,3} EVENT"),
    ("told_weekday", "THE (?P<step>[FOLLOWING PREVIOUS]) (?P<w>WDAY)"),
    ("before_last", "THE (?P<unit>[UDAY UWEEK UMONTH UYEAR UWEEKEND]) (?:(?P<before>BEFORE) LAST | AFTER NEXT)"),
    ("this_time", "THIS TIMEWORD (?P<rel>[LAST NEXT]) UYEAR"),
    ("following", "THE (?P<step>[FOLLOWING PREVIOUS]) (?P<unit>[UDAY UWEEK UMONTH UYEAR])"),
    ("following", "THE (?P<unit>[UDAY UWEEK UMONTH UYEAR]) (?P<step>[BEFORE AFTER]) (?! [THE OWN ARTICLE THIS THAT TODAY LAST NEXT EVENT NAMED FEAST WDAY MONTH ORDWORD OTHER])"),
    ("next_part", "THE (?P<pod>POD) (?P<step>[BEFORE AFTER]) (?! [THE OWN ARTICLE THIS THAT TODAY LAST NEXT EVENT NAMED FEAST WDAY MONTH ORDWORD OTHER])"),
    ("following", "THE? (?P<step>NEXT) (?P<unit>UDAY)"),
    ("following", "(?P<that>THAT) (?P<unit>[UDAY UWEEK UMONTH UYEAR]) (?! DASH)"),
    ("that_part", "THAT (?P<pod>POD)"),
    # Offsets.
    ("day_before", "(?:THE)? UDAY (?:(?P<before>BEFORE)|AFTER) (?P<today>TODAY)"),
    ("from_now", "(?P<n>COUNT) (?P<unit>UNIT) FROM (?: (?P<now>VAGUE) | (?P<today>TODAY) | (?P<w>WDAY))"),
    ("quarter_century", "(?:ARTICLE DASH?)? UQUARTER (?:OF ARTICLE | DASH)? UCENTURY (?P<dir>AGO | SHIFT)?"),
    ("offset", "(?P<n>[DAYNUM NUM]) (?P<frac>FRAC) (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "ARTICLE (?P<dozen>NUM) (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<half>HALF) (?:ARTICLE | DASH) (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<n>COUNT) AND ARTICLE (?P<half>HALF) (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<n>[ARTICLE ONE]) (?P<unit>UNIT) AND ARTICLE (?P<half>HALF) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<n>COUNT) (?P<unit>UNIT) (?P<on>ON) COMMA"),
    ("offset", "(?P<n>ARTICLE) (?P<half>HALF)? (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<n>COUNT) (?:OF)? (?:DASH (?P<n2>NUM))? (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    ("offset", "(?P<n>COUNT) (?P<some>SOME) (?:OF)? (?P<unit>UNIT) (?P<dir>AGO | SHIFT)"),
    # This, last, next.
    ("month", "(?P<yrel>[THIS LAST NEXT]) UYEAR POSS OTHER (?P<m>MONTH) DOT?"),
    ("weekday", "(?P<wrel>[THIS LAST NEXT]) UWEEK COMMA? ON? (?P<w>WDAY)"),
    ("toward", "(?P<toward>[SHIFT SOFAR]) (?P<rel>[THIS LAST NEXT]) (?P<unit>[UWEEK UMONTH UYEAR UQUARTER UDECADE])"),
    ("toward", "THE? (?P<todate>[UYEAR UMONTH UQUARTER UWEEK]) DASH? TO DASH? DATEWORD"),
    ("rest", "THE? REST (?:[UDAY UWEEK UMONTH UQUARTER])? (?:OF | IN) (?: THE (?P<unit>[UDAY UWEEK UMONTH UQUARTER UYEAR UDECADE UCENTURY]) | (?P<rel>[THIS LAST NEXT]) (?P<unit2>[UWEEK UMONTH UQUARTER UYEAR UDECADE]) | (?P<y>YEAR) | (?P<m>MONTH) DOT? (?P<my>YEAR)?)"),
    ("toward", "(?P<toward>SHIFT) (?:IN|ON)? (?P<today>TODAY)"),
    ("toward", "(?P<toward>SHIFT) IN THE (?P<bare>[UWEEK UMONTH UQUARTER UYEAR])"),
    ("edged", "(?:(?P<first>EDGE) DASH? TO DASH?)? (?P<edge>EDGE (?:DASH | IN | DASH? OF)? | LIMIT (?:DASH | OF)) THE? (?:(?P<rel>REL) (?P<unit>BIG) | (?P<y>YEAR) | (?:(?P<mrel>[THIS LAST NEXT]))? (?P<m>MONTH) DOT? (?:(?:OF|COMMA)? (?:(?P<my>YEAR) | (?P<yrel>[THIS LAST NEXT]) UYEAR))? | THAT (?P<that>BIG) | POSS? (?P<dec>DECADE) | (?P<bare>[UYEAR UMONTH UWEEK UDECADE UCENTURY]) (?! TO) | (?P<c>ORDINAL) DASH? UCENTURY)"),
    ("edged", "(?P<edge>EDGE (?:IN | DASH? OF)? | LIMIT OF) THE? (?P<n>ORDINAL DASH? | LAST) (?P<part>UQUARTER | HALF) (?:OF? (?P<py>YEAR) | (?:OF)? (?P<prel>[THIS LAST NEXT]) UYEAR)?"),
    ("edged", "(?P<edge>EDGE | LIMIT OF) (?P<code>QCODE) (?P<py>YEAR)?"),
    ("edged", "(?P<edge>LIMIT OF) THE (?P<bare>UQUARTER)"),
    ("edged", "(?P<edge>MIDYEAR) (?P<y>YEAR)?"),
    ("edged", "(?P<bare>UYEAR) DASH? (?P<edge>LIMIT) (?P<y>YEAR)?"),
    ("rolling", "(?:THE)? (?P<rel>[LAST PAST NEXT PREVIOUS FOLLOWING]) (?P<n>PLAIN | SOME) (?:OF)? (?P<unit>UNIT) (?! OF)"),
    ("rolling", "(?:THE)? (?P<rel>[LAST PAST NEXT PREVIOUS FOLLOWING]) (?P<n>PLAIN) DASH? AND DASH? ARTICLE DASH? (?P<half>HALF) DASH? (?P<unit>UNIT)"),
    ("rolling", "(?:THE)? (?P<rel>PAST) (?P<unit>UNIT)"),
    ("rolling", "THE (?P<rel>[LAST NEXT]) (?P<unit>[UDECADE UCENTURY]) (?! OF)"),
    ("relative", "(?P<rel>[THIS LAST NEXT PREVIOUS]) (?P<past>PAST)? (?P<unit>[UWEEK UMONTH UQUARTER UYEAR UDECADE UCENTURY UWEEKEND]) (?! OF)"),
    ("relative", "(?<! [THE OWN]) (?P<rel>[THIS LAST NEXT]) (?P<unit>[UWEEK UMONTH UYEAR]) (?= OF)"),
    ("this_part", "(?P<rel>[THIS LAST NEXT]) (?P<pod>POD)"),
    ("today", "(?P<today>TODAY)"),
    # Weekdays, months, seasons, years.
    ("weekdays", "(?P<w>WDAYS)"),
    ("set", "EVERY (?P<w>WDAY) AND (?P<w2>WDAY)"),
    ("set", "(?P<every>EVERY) (?:(?P<n>PLAIN | SOME) (?P<unit>UNIT) | (?P<one>UNIT) | (?P<w>WDAY) | (?P<m>MONTH) | (?P<pod>POD) | (?P<s>SEASON))"),
    ("weekdays_ago", "(?P<n>PLAIN) (?P<w>WDAYS) AGO"),
    ("set", "(?P<often>ONCE | PLAIN TIMES) (?P<one>(?:ARTICLE | PER | EVERY) UNIT)"),
    ("set", "PER (?P<one>[UDAY UWEEK UMONTH UQUARTER UYEAR])"),
    ("set", "(?P<word>SETWORD)"),
    ("weekday", "(?:(?P<rel>[THIS LAST NEXT PAST]))? (?P<w>WDAY) (?:(?P<of>OF)? (?P<wrel>[THIS LAST NEXT]) UWEEK)?"),
    ("month_quarter", "(?<! [DASH TO AND]) (?P<m>MONTH) UQUARTER (?:OF? (?P<y>YEAR) | OF? (?P<rel>[THIS LAST NEXT]) UYEAR)?"),
    ("month", "(?:(?P<rel>[THIS LAST NEXT PAST]))? (?P<m>MONTH) DOT? (?:(?:[PERIOD UQUARTER]? OF|COMMA|SLASH|DASH|[PERIOD UQUARTER] IN)? (?P<y>YEAR) | COMMA? [PERIOD UQUARTER]? OF? (?P<yrel>[THIS LAST NEXT PREVIOUS]) UYEAR)"),
    ("month", "(?:(?P<rel>[THIS LAST NEXT PAST]))? (?P<m>MONTH)"),
    ("season", "(?:(?P<rel>[THIS LAST NEXT PAST]))? (?P<s>SEASON) (?:(?P<of>OF)? (?:(?P<y>YEAR) (?: [DASH SLASH] (?:YEAR | DAYNUM | NUM))? | (?P<yrel>[THIS LAST NEXT]) UYEAR))"),
    ("season", "(?P<rel>[THIS LAST NEXT PAST]) (?P<s>SEASON)"),
    ("season", "(?P<y>YEAR) (?P<behind>SEASON)"),
    ("season", "(?<=IN) THE (?P<s>SEASON) (?! OTHER | OF)"),
    ("decade", "(?P<y>YEAR) (?P<s>POSS OTHER)"),
    ("decade", "(?P<dec>DECADE)"),
    ("centuries", "(?P<a>ORDINAL) CONNECT THE? (?P<c>ORDINAL) DASH? UCENTURY"),
    ("century", "(?P<c>ORDINAL) DASH? UCENTURY"),
    ("shortyear", "POSS (?P<yy>SHORTYEAR)"),
    ("shortyears", "(?P<a>YEAR) (?P<sep>DASH | SLASH) (?P<b>DAYNUM | NUM) (?! DASH | SLASH | MONTH)"),
    ("shortyears", "(?P<a>YEAR) (?P<sep>SLASH) (?P<b>YEAR) (?! [DASH SLASH])"),
    ("year", "(?P<y>YEAR | OLDYEAR)"),
    ("named", "(?:(?P<rel>[THIS LAST NEXT]))? (?P<named>NAMED) (?P<y>YEAR)?"),
    ("feast", "(?:(?P<rel>[THIS LAST NEXT]))? (?P<feast>FEAST) (?:COMMA? (?P<y>YEAR) | (?P<yrel>[THIS LAST NEXT]) UYEAR)?"),
    ("told_period", "(?<=[IN FOR OVER]) THE (?P<unit>[UWEEK UMONTH UQUARTER HALF UYEAR PERIOD]) (?! [OF TO FROM ENDING DASH BETWEEN BEFORE AFTER FOLLOWING YEAR OLDYEAR UYEAR LIMIT POSS])"),
    ("weekend", "(?<=THE) UWEEKEND (?! OF)"),
    ("vague", "(?P<word>VAGUE)"),
    ("vague", "(?<=IN) (?P<past>THE PAST) (?! UNIT | COUNT | [OTHER ORDWORD SETWORD FISCAL])"),
    # Times of the day and lengths.
    ("clock", "(?P<clock>CLOCK) (?P<ampm>AMPM)? (?P<zone>CLOCKZONE)?"),
    ("clock", "(?P<hour>DAYNUM | QTY) (?P<ampm>AMPM) (?P<zone>CLOCKZONE)?"),
    ("part", "(?<=IN) THE (?P<pod>POD) | (?<=[AT TO BEFORE AFTER]) (?P<pod2>POD)"),
    ("ahead", "(?<=IN) (?P<n>COUNT) (?:OF)? (?P<unit>UNIT) (?P<time>POSS OTHER? TIMEWORD)?"),
    ("duration", "(?P<half>HALF) (?:ARTICLE | DASH) (?P<unit>UNIT)"),
    ("duration", "(?P<n>COUNT) DASH? AND DASH? ARTICLE DASH? (?P<half>HALF) DASH? (?P<unit>UNIT)"),
    ("duration", "(?P<n>[DAYNUM NUM]) (?P<frac>FRAC) DASH? (?P<unit>UNIT)"),
    ("duration", "ARTICLE (?P<dozen>NUM) (?P<unit>UNIT)"),
    ("duration", "(?P<n>[ARTICLE ONE]) (?P<unit>UNIT) DASH? AND DASH? ARTICLE DASH? (?P<half>HALF) (?! UNIT)"),
    ("duration", "(?P<n>COUNT) DASH? (?P<unit>UNIT) (?: DASH LONG (?:DASH)?)?"),
    ("duration", "(?P<n>COUNT) STRAIGHT (?P<unit>UNIT)"),
    ("duration", "(?<=[FOR IN OVER AFTER FOLLOWING TAKE]) (?P<unit>UNIT) (?! [AGO SHIFT DASH])"),
    ("duration", "(?P<unit>UNIT) (?= [BEFORE AFTER])"),
    ("duration", "(?<! [THE OWN THIS THAT LAST NEXT PAST PREVIOUS FOLLOWING SAME OF LIMIT EDGE]) (?P<unit>UNIT) (?= OF) (?! OF [THE OWN THIS THAT])"),
    ("duration", "(?P<long>UNIT) DASH LONG"),
    ("duration", "(?P<length>LENGTH)"),
    ("duration", "(?P<n>[NUM SOME]) (?P<plus>DASH [NUM ONE]) DASH? (?P<unit>UNIT)"),
)  # fmt: skip

# What may stand around an expression that names a day and makes it a part of that day.
BEFORE_DAY = "(?P<edge>EDGE)? (?:(?P<pod>POD) | (?:(?P<clock>CLOCK) (?P<ampm>AMPM)? | (?P<hour>DAYNUM | QTY) (?P<hourpm>AMPM) | (?P<mil>[MIL OLDYEAR YEAR]) (?=ZONE)) CLOCKZONE? COMMA?) (?:OF | ON)? THE? | (?P<late>EDGE) ON?"
AFTER_DAY = "(?:COMMA? IN THE EDGE? | DASH | AT)? (?P<pod>POD) (?! OF) | (?:COMMA? (?P<at>AT) | COMMA)? (?:(?P<clock>CLOCK) (?P<ampm>AMPM)? | (?P<hour>DAYNUM) (?P<hourpm>AMPM))"
JOIN = "DOT? COMMA? (?: DASH | TO TO? | (?P<and>AND)) THE?"

_NAME = re.compile(r"(?<![a-z<_])[A-Z]{2,}(?![a-z_])")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over class characters."""
    pattern = re.sub(
        r"(?P<open>\[[A-Z ]+\])", lambda m: "[" + "".join(_symbol(w) for w in m[0][1:-1].split()) + "]", pattern
    )
    return re.compile(_NAME.sub(lambda m: _symbol(m[0]), pattern), re.VERBOSE)


def _symbol(name: str) -> str:
    fragment = _FRAGMENTS.get(name)
    if fragment is None:
        return SYMBOLS[name] if name in SYMBOLS else _fail(name)
    inner = fragment[1:-1] if fragment.startswith("[") else fragment
    text = _NAME.sub(lambda m: _symbol(m[0]), inner)
    return f"[{text.replace(' ', '')}]" if fragment.startswith("[") else f"(?:{text})"


def _fail(name: str) -> str:
    raise KeyError(f"the grammar names an unknown token class {name}")


def compiled_rules() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Name, pattern and `beginnings` of every rule, in the order of `RULES`."""
    patterns = ((rule, compiled(pattern)) for rule, pattern in RULES)
    return tuple((rule, pattern, beginnings(pattern.pattern)) for rule, pattern in patterns)
