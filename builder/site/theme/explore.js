/* The explorer: what is chosen is loaded, shown in the grid and as bars, kept in the address, and downloaded.
 *
 * The grid (grid.js, beside this file) is DataTables. Text from documents only ever becomes text nodes.
 * explore-data.js loads them.
 */
(function () {
  "use strict";

  var GRID = new URL("grid.js", document.currentScript.src).href;
  var LISTED = 100;   // of a long list, until something is sought in it
  var PAGE = 25;      // rows on a page
  var KINDS = { final: "决算", budget: "预算" };
  var UNITS = { wan: "万元", yuan: "元", printed: "照原文" };
  var LISTS = { entity: "单位", year: "年度", kind: "预算或决算", table: "表", measure: "栏目" };
  var COLUMNS = ["项目", "金额", "单位", "年度", "表", "栏目"];
  var AMOUNT = 1;
  var TRIGGER = /^'*(?:[\s\0\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n\0])/;

  var root = document.getElementById("explorer");
  if (!root) return;
  var form = document.getElementById("explorer-choices");
  var state = document.getElementById("explorer-state");
  var base = new URL(root.dataset.root, window.location);
  var data = window.explorerData(base);
  var absent = {};    // what the address asks for and nobody has
  var turn = 0;
  var index, grid, DataTable;

  function say(text) { state.textContent = text; }

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  /* --- the choices ------------------------------------------------------------------------------------- */

  function options() {
    var seen = { entity: {}, year: {}, kind: {} };
    index.disclosures.forEach(function (one) {
      seen.entity[one[1]] = one[2];
      seen.year["y" + one[3]] = one[3] + " 年";
      seen.kind[one[4]] = KINDS[one[4]] || one[4];
    });
    var years = Object.keys(seen.year).sort().reverse();
    return {
      entity: Object.entries(seen.entity),
      year: years.map(function (key) { return [key.slice(1), seen.year[key]]; }),
      kind: Object.entries(seen.kind),
      table: index.tables,
      measure: index.measures
    };
  }

  function choice(name, pairs) {
    var fold = element("details", "", { "class": "mz-choice" });
    var heading = element("summary", LISTS[name]);
    heading.append(" ", element("small", "", { "data-count": name }));
    var group = element("fieldset");
    group.append(element("legend", LISTS[name], { "class": "mz-hidden" }));
    if (pairs.length > 12) group.append(narrow(name, group));
    pairs.forEach(function (pair) {
      var label = element("label");
      label.append(element("input", "", { type: "checkbox", name: name, value: pair[0] }), " " + pair[1]);
      group.append(label);
    });
    shorten(group);
    fold.append(heading, group);
    return fold;
  }

  /* Of a long list the first are shown, and those that are chosen. */
  function shorten(group) {
    group.querySelectorAll("label").forEach(function (label, number) {
      label.hidden = number >= LISTED && !label.firstChild.checked;
    });
  }

  function narrow(name, group) {
    var input = element("input", "", { type: "search", "aria-label": "在" + LISTS[name] + "里找", placeholder: "找" });
    input.addEventListener("input", function () {
      group.querySelectorAll("label").forEach(function (label) {
        label.hidden = label.textContent.indexOf(input.value.trim()) < 0;
      });
      if (!input.value.trim()) shorten(group);
    });
    return input;
  }

  function buildForm() {
    var listed = options();
    Object.keys(LISTS).forEach(function (name) { form.append(choice(name, listed[name])); });
    var code = element("label", "科目 ");
    code.append(element("input", "", { type: "search", name: "code", placeholder: "编码或名称", autocomplete: "off" }));
    var label = element("label", "金额 ");
    var select = element("select", "", { name: "unit" });
    Object.keys(UNITS).forEach(function (key) { select.append(element("option", UNITS[key], { value: key })); });
    label.append(select);
    var clear = element("button", "全部清除", { type: "button" });
    clear.addEventListener("click", function () {
      form.reset();
      absent = {};
      grid.search("").order([]);
      show(0);
    });
    var save = element("button", "下载所选 CSV", { type: "button", "class": "mz-download", id: "explorer-csv" });
    save.addEventListener("click", download);
    var acts = element("div", "", { "class": "mz-choices__acts" });
    acts.append(code, label, save, clear);
    form.append(acts);
    form.addEventListener("change", function (event) {
      absent[event.target.name] = [];
      if (event.target.name) show(0);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show(0);
    });
  }

  function chosen(name) {
    return Array.from(form.querySelectorAll("input[name=" + name + "]:checked"), function (one) { return one.value; });
  }

  function wantedOf(name) { return chosen(name).concat(absent[name] || []); }

  function counts() {
    Object.keys(LISTS).forEach(function (name) {
      var number = wantedOf(name).length;
      form.querySelector("[data-count=" + name + "]").textContent = number ? "已选 " + number : "全部";
    });
  }

  /* --- the address ------------------------------------------------------------------------------------- */

  function restore() {
    var kept = new URLSearchParams(window.location.search);
    form.reset();
    Object.keys(LISTS).forEach(function (name) {
      var values = (kept.get(name) || "").split(",").filter(Boolean);
      form.querySelectorAll("input[name=" + name + "]").forEach(function (one) {
        one.checked = values.indexOf(one.value) >= 0;
      });
      absent[name] = values.filter(function (value) { return chosen(name).indexOf(value) < 0; });
      form.querySelector("[data-count=" + name + "]").closest("details").open = false;
    });
    form.elements.code.value = kept.get("code") || "";
    if (UNITS[kept.get("unit")]) form.elements.unit.value = kept.get("unit");
    var sort = /^(-?)([0-5])$/.exec(kept.get("sort") || "");
    grid.search(kept.get("q") || "").order(sort ? [[Number(sort[2]), sort[1] ? "desc" : "asc"]] : []);
    show(Math.max(0, (parseInt(kept.get("page"), 10) || 1) - 1));
  }

  function keep() {
    var kept = new URLSearchParams();
    Object.keys(LISTS).forEach(function (name) {
      if (wantedOf(name).length) kept.set(name, wantedOf(name).join(","));
    });
    if (form.elements.code.value.trim()) kept.set("code", form.elements.code.value.trim());
    if (form.elements.unit.value !== "wan") kept.set("unit", form.elements.unit.value);
    if (grid.search()) kept.set("q", grid.search());
    var order = grid.order()[0];
    if (order && order[1]) kept.set("sort", (order[1] === "desc" ? "-" : "") + order[0]);
    if (grid.page()) kept.set("page", grid.page() + 1);
    var query = kept.toString().replace(/%2C/g, ",");
    window.history.replaceState(null, "", window.location.pathname + (query ? "?" + query : ""));
  }

  /* --- the figures ------------------------------------------------------------------------------------- */

  function show(page) {
    var mine = ++turn;
    var wanted = { code: form.elements.code.value.trim() };
    Object.keys(LISTS).forEach(function (name) { wanted[name] = wantedOf(name); });
    counts();
    say("正在读取……");
    return data.rows(wanted).then(function (found) {
      if (mine !== turn) return;
      grid.clear().rows.add(found.rows).draw();
      if (page) grid.page(Math.min(page, Math.max(0, grid.page.info().pages - 1))).draw("page");
      var files = new Set(found.rows.map(function (row) { return row.package; })).size;
      var more = found.left ? "符合的太多，这里只读了较新的一部分，请再选年度、表或单位，就能看全" : "";
      say([files.toLocaleString("en") + " 份文件，" + found.rows.length.toLocaleString("en") + " 个数字", more]
        .filter(Boolean).join("；") + "。");
    }).catch(function () { say("数据没有读到，请重新载入；同样的数据在本页下方。"); });
  }

  function grouped(number) {
    var parts = /^(-?)(\d+)(.*)$/.exec(number);
    return parts ? parts[1] + parts[2].replace(/\B(?=(\d{3})+$)/g, ",") + parts[3] : number;
  }

  /* What is no money has no 万元: it is shown as printed, with its unit. */
  function amount(row) {
    var unit = form.elements.unit.value;
    return unit === "printed" || !row[unit] ? row.printed + " " + row.unit : grouped(row[unit]);
  }

  function link(text, target) {
    return element("a", text, { href: new URL(target, base).href });
  }

  function figure(row, text) { return link(text, "figures/" + row.package + ".html#" + row.anchor); }

  function columns() {
    function words(give) {
      return function (_data, type, row) { return type === "display" ? element("span", give(row)) : give(row); };
    }
    function kind(row) { return row.year + " " + (KINDS[row.kind] || row.kind); }
    function table(row) { return index.name("tables", row.table); }
    function measure(row) {
      return [row.side, row.measure === "amount" ? "" : index.column(row)].filter(Boolean).join(" ") || "金额";
    }
    return [
      { render: words(function (row) { return [row.code, row.item].filter(Boolean).join(" "); }) },
      { className: "mz-amount", type: "num", render: function (_data, type, row) {
        if (type === "display") return figure(row, amount(row));
        if (type === "filter") return [row.printed, row.wan, row.yuan].join(" ");
        return row.yuan === "" ? Number(row.printed.replace(/,/g, "")) || 0 : Number(row.yuan);
      } },
      { render: function (_data, type, row) {
        return type === "display" ? link(row.entity, "disclosures/" + row.package + ".html") : row.entity;
      } },
      { render: words(kind) },
      { render: words(table) },
      { render: words(measure) }
    ].map(function (column, number) {
      return Object.assign({ data: null, title: COLUMNS[number] }, column);
    });
  }

  function buildGrid() {
    grid = new DataTable("#explorer-table", {
      data: [], columns: columns(), order: [], pageLength: PAGE, autoWidth: false, deferRender: true,
      layout: { topStart: "search", topEnd: "info", bottomStart: null, bottomEnd: "paging" },
      language: {
        search: "在所选中查找", searchPlaceholder: "项目、编码、金额", info: "第 _START_–_END_ 个，共 _TOTAL_ 个",
        infoEmpty: "没有符合的数字", infoFiltered: "（从 _MAX_ 个里）", zeroRecords: "没有符合的数字",
        emptyTable: "没有符合的数字", thousands: ",",
        aria: { orderable: "：可排序", orderableReverse: "：可反向排序", orderableRemove: "：可取消排序",
          paginate: { first: "第一页", last: "最后一页", next: "下一页", previous: "上一页", number: "第 " } },
        paginate: { first: "«", last: "»", next: "›", previous: "‹" }
      }
    });
    var table = document.getElementById("explorer-table");
    var frame = element("div", "", { "class": "mz-scroll", role: "region", tabindex: "0", "aria-label": "所选的数字" });
    table.replaceWith(frame);
    frame.append(table);
    grid.on("draw", function () {
      keep();
      bars();
      var unit = form.elements.unit.value;
      document.querySelectorAll("#explorer-table thead .dt-column-title")[AMOUNT].textContent =
        "金额" + (unit === "printed" ? "" : "（" + UNITS[unit] + "）");
    });
  }

  /* --- the bars ---------------------------------------------------------------------------------------- */

  function bars() {
    var rows = grid.rows({ page: "current", search: "applied", order: "applied" }).data().toArray();
    var money = rows.filter(function (row) { return row.yuan !== ""; });
    var most = money.reduce(function (top, row) { return Math.max(top, Math.abs(Number(row.yuan))); }, 0);
    var list = document.getElementById("explorer-bars");
    list.replaceChildren.apply(list, money.map(function (row) {
      var bar = element("li");
      var line = element("span", "", { "class": "mz-bars__bar", "aria-hidden": "true" });
      line.style.width = (most ? 100 * Math.abs(Number(row.yuan)) / most : 0) + "%";
      if (Number(row.yuan) < 0) line.classList.add("mz-bars__bar--negative");
      if (row.side === "收入" || row.table === "revenue") line.classList.add("mz-bars__bar--revenue");
      bar.append(element("span", row.item || index.name("tables", row.table)), figure(row, amount(row)), line,
        element("small", row.entity + " " + row.year));
      return bar;
    }));
    var left = rows.length - money.length;
    document.getElementById("explorer-bars-note").textContent =
      (form.elements.unit.value === "printed" ? "条的长度按元比较。" : "单位：" + UNITS[form.elements.unit.value] + "。") +
      (left ? "有 " + left + " 个数不是金额，没有画。" : "");
  }

  /* --- the download ------------------------------------------------------------------------------------ */

  function cell(text, number) {
    var safe = !number && TRIGGER.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /* All rows that the grid has after its filter, in its order; the byte order mark is for spreadsheets. */
  function download() {
    var head = ["单位", "年度", "预算或决算", "表", "收支或阶段", "编码", "项目", "栏目", "印的数", "计量单位", "万元", "元", "出处"];
    var lines = grid.rows({ search: "applied", order: "applied" }).data().toArray().map(function (row) {
      var numbers = [row.printed, row.unit, row.wan, row.yuan];
      var texts = [row.entity, String(row.year), KINDS[row.kind] || row.kind, index.name("tables", row.table), row.side,
        row.code, row.item, index.column(row)];
      return texts.map(function (text) { return cell(text, false); })
        .concat(numbers.map(function (text) { return cell(text, /^-?[\d.,]*$/.test(text)); }),
          cell(new URL("figures/" + row.package + ".html#" + row.anchor, base).href, false)).join(",");
    });
    var text = "\ufeff" + [head.join(",")].concat(lines).join("\r\n") + "\r\n";
    var address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    var save = element("a", "", { href: address, download: "mingzhang.csv" });
    save.click();
    window.setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }

  if (window.location.protocol === "file:") {
    say("从磁盘打开时不能读取数据，请用网址打开；同样的数据在本页下方。");
    return;
  }
  say("正在读取……");
  Promise.all([import(GRID), data.open()]).then(function (ready) {
    DataTable = ready[0].default;
    index = ready[1];
    buildForm();
    buildGrid();
    form.hidden = false;
    document.getElementById("explorer-shown").hidden = false;
    restore();
    window.addEventListener("popstate", restore);
  }).catch(function () { say("数据没有读到，请重新载入；同样的数据在本页下方。"); });
})();
