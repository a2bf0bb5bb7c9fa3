/* The figures that the explorer shows: which files have what is chosen, and the least of them is loaded.
 *
 * There is a file for each disclosure, and one for each class of codes in a table of a year and kind
 * (builder/site/explorer.py). An entity over the years is in few of the former, a code or the totals of all entities in
 * few of the latter. What is beyond MOST_BYTES is left, the oldest first, and said.
 */
window.explorerData = function (base) {
  "use strict";

  var MOST_BYTES = 600000;    // as they are sent, compressed
  var REQUEST = 3000;         // what a file costs beside its bytes
  var NO_CODE = "0";          // the class of rows without a code
  var loaded = {};
  var index;

  function load(path) {
    loaded[path] = loaded[path] || fetch(new URL("explore/" + path + ".z", base)).then(function (answer) {
      if (!answer.ok) throw new Error(path + " " + answer.status);
      return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json();
    }).catch(function (error) { delete loaded[path]; throw error; });
    return loaded[path];
  }

  function open() {
    return load("index").then(function (found) {
      index = found;
      index.name = function (list, id) {
        var pair = index[list].find(function (one) { return one[0] === id; });
        return pair ? pair[1] : id;
      };
      index.column = function (row) { return (index.columns[row.table] || {})[row.measure] || row.measure; };
      return index;
    });
  }

  function within(values, value) { return !values.length || values.indexOf(String(value)) >= 0; }

  /* A code exactly, or a name that has what is typed in it. */
  function isCalled(row, typed) {
    if (!typed || row.code === typed) return true;
    if (/[合总]计$/.test(typed) && row.code) return false;
    return !/^\d/.test(typed) && row.item.indexOf(typed) >= 0;
  }

  function record(one, row) {
    return {
      package: one[0], entityId: one[1], entity: one[2], year: one[3], kind: one[4], table: row[0], measure: row[1],
      side: row[2], code: row[3], item: row[4], printed: row[5], unit: row[6], wan: row[7], yuan: row[8], anchor: row[9]
    };
  }

  function byDisclosure(wanted) {
    return index.disclosures.filter(function (one) {
      return within(wanted.entity, one[1]) && within(wanted.year, one[3]) && within(wanted.kind, one[4]);
    }).map(function (one) {
      return { path: one[0], bytes: one[6], rows: function (file) {
        return file.map(function (row) { return record(one, row); });
      } };
    });
  }

  /* The class of a code as a list; rows called 合计 have none; of any other name the class is not known. */
  function classOf(code) {
    if (/^\d{3}/.test(code)) return [code.slice(0, 3)];
    return /[合总]计$/.test(code) ? [NO_CODE] : [];
  }

  function byTable(wanted) {
    var found = {};
    index.disclosures.forEach(function (one) {
      if (within(wanted.entity, one[1])) found[one[3] + " " + one[4]] = true;
    });
    return index.parts.filter(function (one) {
      return found[one[0] + " " + one[1]] && within(wanted.year, one[0]) && within(wanted.kind, one[1]) &&
        within(wanted.table, one[2]) && within(classOf(wanted.code), one[3]);
    }).map(function (one) {
      return { path: "tables/" + one[0] + "-" + one[1] + "-" + one[2] + "-" + one[3], bytes: one[5], rows: function (file) {
        return file.map(function (row) { return record(index.disclosures[row[0]], row.slice(1)); });
      } };
    });
  }

  function cost(files) {
    return files.reduce(function (sum, file) { return sum + file.bytes + REQUEST; }, 0);
  }

  /* What is wanted: {entity, year, kind, table, measure: lists of ids, empty for all; code: text}. */
  function rows(wanted) {
    var ways = [byDisclosure(wanted), byTable(wanted)];
    var files = cost(ways[0]) <= cost(ways[1]) ? ways[0] : ways[1];
    var size = 0;
    var taken = files.filter(function (file, number) {
      size += file.bytes;
      return !number || size <= MOST_BYTES;
    });
    return Promise.all(taken.map(function (file) { return load(file.path); })).then(function (contents) {
      var all = contents.map(function (content, number) { return taken[number].rows(content); });
      var chosen = [].concat.apply([], all).filter(function (row) {
        return within(wanted.entity, row.entityId) && within(wanted.table, row.table) &&
          within(wanted.measure, row.measure) && isCalled(row, wanted.code);
      });
      return { rows: chosen, left: files.length - taken.length };
    });
  }

  return { open: open, rows: rows };
};
