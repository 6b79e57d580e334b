// Before the first paint: the remembered colour scheme, if there is one.
(() => {
  try {
    const scheme = localStorage.getItem("crema-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.dataset.theme = scheme;
    }
  } catch {
    // No storage: the scheme of the system stays.
  }
})();
