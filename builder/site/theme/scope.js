/* What the theme's own scripts expect to find on every page, as a file so that no script stands in the HTML.

   The names are the theme's: where it keeps settings (__md_scope), and how it reads and writes them. */
"use strict";

window.__md_scope = new URL(document.currentScript.dataset.base, window.location);

window.__md_hash = function (text) {
  return Array.from(text).reduce(function (sum, char) { return (sum << 5) - sum + char.charCodeAt(0); }, 0);
};

window.__md_get = function (key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || window.__md_scope).pathname + "." + key));
  } catch (error) {
    return null;
  }
};

window.__md_set = function (key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || window.__md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) { /* A browser that keeps nothing still shows everything. */ }
};

/* From disk a browser starts no worker: the theme gets a silent one, and the page says where to look instead. */
if (window.location.protocol === "file:") {
  document.documentElement.classList.add("mz-from-disk");
  window.Worker = class extends EventTarget {
    postMessage() {}
    terminate() {}
  };
}
