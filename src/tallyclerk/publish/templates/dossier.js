// All of this page works without a script. With one: a theme switch, keys, and folded things open when linked to.
(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("theme");
  var KEY = "tallyclerk-theme";

  function stored() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  function isDark() {
    var chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function name() {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", "Switch to the " + (isDark() ? "light" : "dark") + " theme");
  }

  function switchTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem(KEY, root.dataset.theme); } catch (refused) { /* private window: not kept */ }
    name();
  }

  // A link into a folded part opens it; a value that was linked to shows its quotes.
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) { return; }
    for (var part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") { part.open = true; }
    }
    target.scrollIntoView({ block: "center" });
  }

  // While a value is open, its words are lit in the articles too.
  function light(event) {
    var value = event.target;
    if (!value.classList || !value.classList.contains("value")) { return; }
    value.querySelectorAll(".to-article").forEach(function (link) {
      var words = document.getElementById(link.hash.slice(1));
      if (words) { words.classList.toggle("is-hit", value.open); }
    });
  }

  // j and k go from value to value, Enter opens one (the browser's own), a goes to its place in the article.
  function step(by) {
    var all = Array.prototype.slice.call(document.querySelectorAll(".value > summary"));
    var here = all.indexOf(document.activeElement);
    var next = all[Math.min(all.length - 1, Math.max(0, here + by))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "j") { step(1); }
    if (event.key === "k") { step(-1); }
    if (event.key === "a") {
      var value = document.activeElement.closest(".value");
      var link = value && value.querySelector(".to-article");
      if (link) { location.hash = link.hash; }
    }
  }

  // Quotes and arithmetic are printed; what was set aside and how claims were read only where a reader has opened it.
  function unfoldForPrint() {
    document.querySelectorAll(".value:not([open]), .check details:not([open])").forEach(function (part) {
      part.open = true;
      part.dataset.unfolded = "";
    });
  }

  function foldAgain() {
    document.querySelectorAll("details[data-unfolded]").forEach(function (part) {
      part.open = false;
      delete part.dataset.unfolded;
    });
  }

  var chosen = stored();
  if (chosen === "dark" || chosen === "light") { root.dataset.theme = chosen; }
  button.hidden = false;
  name();
  button.addEventListener("click", switchTheme);
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", unfoldForPrint);
  window.addEventListener("afterprint", foldAgain);
  document.addEventListener("toggle", light, true);
  document.addEventListener("keydown", onKey);
  openTarget();
}());
