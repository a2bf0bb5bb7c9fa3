/* Draws the charts of a page when they come into view.
 *
 * A chart is <figure data-spec="address of its Vega-Lite spec"> with an element .mz-chart__drawing that holds the
 * standing SVG. That SVG stays until the live chart is there, and for good where anything fails: without this script,
 * without the network, from file://. Vega (vega.js, beside this file) is loaded when the first chart is near.
 * Nothing here evaluates text as code (ast: true), and a chart cannot load anything (no loader).
 */
(function () {
  "use strict";

  var VEGA = new URL("vega.js", document.currentScript.src).href;
  var NEAR = "300px 0px";
  var vega = null;

  function loadVega() {
    vega = vega || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = VEGA;
      script.onload = function () { resolve(window.vegaEmbed); };
      script.onerror = function () { reject(new Error("vega.js")); };
      document.head.appendChild(script);
    });
    return vega;
  }

  function loadSpec(address) {
    return fetch(address).then(function (response) {
      if (!response.ok) throw new Error(address + " " + response.status);
      return response.json();
    });
  }

  function refuse() { return Promise.reject(new Error("a chart loads nothing")); }

  function options() {
    return {
      mode: "vega-lite",
      renderer: "svg",
      ast: true,
      actions: false,
      defaultStyle: false,
      tooltip: showTip,
      loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
      formatLocale: { decimal: ".", thousands: ",", grouping: [3], currency: ["¥", ""], minus: "-" },
      timeFormatLocale: {
        dateTime: "%Y年%-m月%-d日 %H:%M:%S", date: "%Y年%-m月%-d日", time: "%H:%M:%S", periods: ["上午", "下午"],
        days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
        shortDays: ["日", "一", "二", "三", "四", "五", "六"],
        months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
        shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"]
      }
    };
  }

  /* The tooltip is text only: what Vega hands over never becomes markup. */
  var tip = null;

  function showTip(_handler, event, _item, value) {
    if (!tip) {
      tip = document.createElement("div");
      tip.className = "mz-chart__tip";
      tip.setAttribute("aria-hidden", "true");
    }
    if (!tip.isConnected) document.body.appendChild(tip);
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    var lines = typeof value === "object" ? Object.keys(value).map(function (key) {
      return key + "：" + value[key];
    }) : [String(value)];
    tip.textContent = lines.join("\n");
    var right = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = Math.max(8, Math.min(event.clientX + 12, right)) + "px";
    tip.style.top = Math.max(8, event.clientY - tip.offsetHeight - 12) + "px";
  }

  /* Vega labels its elements in English; the page's own words take their place. */
  function describe(live, description) {
    var svg = live.querySelector("svg");
    [live, svg].concat(Array.from(svg.querySelectorAll("[role]"))).forEach(function (element) {
      ["role", "aria-roledescription", "aria-label"].forEach(function (name) { element.removeAttribute(name); });
    });
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", description);
  }

  /* What is drawn for a figure leads to where the figure comes from; by keyboard the table below the chart does. */
  function lead(figure, view) {
    view.addEventListener("click", function (_event, item) {
      var source = item && item.datum && item.datum.source;
      if (source) window.location.assign(new URL(source, new URL(figure.dataset.root, document.baseURI)));
    });
  }

  /* The chart is as wide as its figure, whatever makes that wider or narrower. */
  function follow(live, view) {
    new ResizeObserver(function () {
      var width = live.clientWidth;
      if (width && width !== view.width()) view.width(width).runAsync();
    }).observe(live);
  }

  function draw(figure) {
    var place = figure.querySelector(".mz-chart__drawing");
    var live = document.createElement("div");
    live.className = "mz-chart__live mz-chart__live--waiting";
    return Promise.all([loadVega(), loadSpec(figure.dataset.spec)]).then(function (loaded) {
      var spec = loaded[1];
      place.insertAdjacentElement("afterend", live);
      spec.width = live.clientWidth;
      spec.config.font = window.getComputedStyle(figure).fontFamily;
      return loaded[0](live, spec, options()).then(function (result) {
        describe(live, spec.description);
        lead(figure, result.view);
        follow(live, result.view);
        live.classList.remove("mz-chart__live--waiting");
        place.hidden = true;
        figure.dataset.chartState = "drawn";
      });
    }).catch(function () {
      live.remove();
      place.hidden = false;
      figure.dataset.chartState = "failed";
    });
  }

  function start() {
    if (!("IntersectionObserver" in window) || window.location.protocol === "file:") return;
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        seen.unobserve(entry.target);
        draw(entry.target);
      });
    }, { rootMargin: NEAR });
    document.querySelectorAll("[data-spec]:not([data-chart-state])").forEach(function (figure) {
      figure.dataset.chartState = "waiting";
      seen.observe(figure);
    });
  }

  /* Material replaces the page's content without loading it anew and says so through document$. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
