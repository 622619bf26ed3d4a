/* What the page does beyond standing there: filters, details of the mark in focus, arrow keys. Without it all is there to read. */
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var field = function (id) { return document.getElementById(id); };
  var all = function (what, within) { return Array.prototype.slice.call((within || document).querySelectorAll(what)); };
  var kinds = [["table.events tr[data-k]", "events"], ["table.figures tr[data-k]", "figures"], ["article.text", "articles"],
    ["table.actors tr[data-k]", "actors"], [".conflict", "conflicts"], [".panel", ""]];

  function has(words, word) { return (" " + words + " ").indexOf(" " + word + " ") >= 0; }

  function fits(row, wanted) {
    var own = row.dataset;
    if (wanted.actor && !has(own.k, wanted.actor)) { return false; }
    if (wanted.type && own.t !== undefined && !has(own.t, wanted.type)) { return false; }
    if ((wanted.from || wanted.to) && own.from !== undefined) {
      if (!own.from) { return false; }
      if (wanted.to && own.from > wanted.to) { return false; }
      if (wanted.from && (own.to || own.from) < wanted.from) { return false; }
    }
    return true;
  }

  function filter() {
    var wanted = { actor: field("filterActor").value, type: field("filterType").value,
      from: field("filterFrom").value, to: field("filterTo").value };
    var said = [];
    kinds.forEach(function (kind) {
      var rows = all(kind[0]);
      var kept = rows.filter(function (row) { row.hidden = !fits(row, wanted); return !row.hidden; });
      if (kind[1] && rows.length) { said.push(kept.length + " of " + rows.length + " " + kind[1]); }
    });
    all("table.events tbody").forEach(function (body) { body.hidden = !body.querySelector("tr[data-k]:not([hidden])"); });
    all("a.mark").forEach(function (mark) {
      var row = document.getElementById(mark.getAttribute("href").slice(1));
      mark.classList.toggle("off", Boolean(row && row.hidden));
    });
    var active = wanted.actor || wanted.type || wanted.from || wanted.to;
    field("filterCount").textContent = active ? said.slice(0, 3).join(", ") : "";
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(filter, 0); });
    filter();
  }

  /* a row that a link leads to is shown and opened */
  function arrive() {
    var id = window.location.hash.slice(1);
    var there = id && document.getElementById(id);
    if (!there) { return; }
    var hidden = there.closest("[hidden]");
    if (hidden && form) { form.reset(); }
    var inner = there.matches("tr") && there.querySelector("details");
    if (inner) { inner.open = true; }
    for (var outer = there.closest("details"); outer; outer = outer.parentElement.closest("details")) { outer.open = true; }
    window.setTimeout(function () { there.scrollIntoView({ block: "center" }); }, 0);
  }
  window.addEventListener("hashchange", arrive);
  arrive();

  /* the timeline: one stop of the tab key, arrows from mark to mark, the mark's row told below */
  var hint = field("hint");
  var still = hint && hint.textContent;
  function tell(mark) {
    var row = document.getElementById(mark.getAttribute("href").slice(1));
    if (!row) { return; }
    var label = document.createElement("strong");
    label.textContent = row.querySelector("summary").textContent;
    var words = [row.querySelector(".when").textContent, row.querySelector(".status").textContent];
    var count = row.querySelector(".num").textContent;
    words.push(count + (count === "1" ? " article" : " articles"));
    hint.textContent = words.join(" \u00b7 ") + " \u00b7 ";
    hint.appendChild(label);
  }
  all("svg.timeline").forEach(function (drawing) {
    var marks = all("a.mark", drawing);
    marks.sort(function (a, b) {
      var one = a.querySelector(".hit"), other = b.querySelector(".hit");
      return parseFloat(one.getAttribute("cx")) - parseFloat(other.getAttribute("cx")) ||
        other.getAttribute("cy") - one.getAttribute("cy");
    });
    marks.forEach(function (mark, place) {
      mark.setAttribute("tabindex", place ? "-1" : "0");
      mark.addEventListener("mouseenter", function () { tell(mark); });
      mark.addEventListener("mouseleave", function () { hint.textContent = still; });
      mark.addEventListener("focus", function () { tell(mark); });
      mark.addEventListener("blur", function () { hint.textContent = still; });
      mark.addEventListener("keydown", function (event) {
        var step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        var next = step && marks[place + step];
        if (!step) { return; }
        event.preventDefault();
        if (next) {
          mark.setAttribute("tabindex", "-1");
          next.setAttribute("tabindex", "0");
          next.focus();
        }
      });
    });
  });
}());
