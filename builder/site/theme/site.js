/* Small helps that nothing depends on: typing into the search, links that open it, and the folds a link leads into. */
"use strict";

(function () {
  function search(query) {
    var toggle = document.getElementById("__search");
    var input = document.querySelector("[data-md-component=search-query]");
    if (!toggle || !input || window.location.protocol === "file:") return false;
    if (!toggle.checked) toggle.click();
    input.focus();
    if (query) {
      input.value = query;
      input.dispatchEvent(new Event("keyup"));
    }
    return true;
  }

  /* The theme listens to keys; text from an input method, the mouse or dictation may send none. */
  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-md-component=search-query]")) event.target.dispatchEvent(new Event("keyup"));
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-open-search], [data-search]");
    if (link && search(link.dataset.search)) event.preventDefault();
  });

  /* Amounts in yuan on demand: the printed digits with the point moved, so nothing is rounded. */
  function inYuan(printed) {
    var parts = /^([-+△▲(（]?)([\d,]+)(?:\.(\d+))?([)）]?)$/.exec(printed.trim());
    if (!parts) return printed;
    var fraction = (parts[3] || "").padEnd(4, "0");
    var whole = (parts[2].replace(/,/g, "") + fraction.slice(0, 4)).replace(/^0+(?=\d)/, "");
    return parts[1] + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction.slice(4) && "." + fraction.slice(4)) + parts[4];
  }

  function show(element, unit) {
    if (!element.dataset.printed) element.dataset.printed = element.textContent;
    var printed = element.dataset.printed;
    element.textContent = !unit ? printed : element.matches(".mz-unit") ? unit : inYuan(printed);
  }

  function offerYuan() {
    var choice = document.querySelector(".mz-units");
    var amounts = document.querySelectorAll("[data-unit='万元'] :is(.mz-num, .mz-unit, .mz-amount > a)");
    if (!choice || !amounts.length) return;
    choice.hidden = false;
    choice.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      choice.querySelectorAll("button").forEach(function (one) { one.setAttribute("aria-pressed", String(one === button)); });
      amounts.forEach(function (amount) { show(amount, button.dataset.in); });
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", offerYuan);
  else offerYuan();

  /* Buttons that turn the switches of the theme: its menu and its search. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-switch]");
    if (button) document.getElementById(button.dataset.switch).click();
  });

  /* What is inside a closed fold is opened when a link leads to it; those of findings also before printing. */
  function unfold() {
    var name = window.location.hash.slice(1);
    var target = name && (document.getElementById(name) || document.getElementById(decodeURIComponent(name)));
    var opened = false;
    for (var fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      opened = opened || !fold.open;
      fold.open = true;
    }
    if (opened) target.scrollIntoView();
  }

  window.addEventListener("hashchange", unfold);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", unfold);
  else unfold();

  /* The theme names the lists of its drawer after labels that are empty where a tab has a page of its own. */
  function nameDrawer() {
    document.querySelectorAll("nav.md-nav[aria-labelledby]").forEach(function (list) {
      var label = document.getElementById(list.getAttribute("aria-labelledby"));
      var link = list.parentElement.querySelector("a.md-nav__link");
      if (!link || label && label.textContent.trim()) return;
      list.removeAttribute("aria-labelledby");
      list.setAttribute("aria-label", link.textContent.trim());
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", nameDrawer);
  else nameDrawer();

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll(".mz-finding details:not([open])"));
    closed.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (fold) { fold.open = false; });
  });
})();
