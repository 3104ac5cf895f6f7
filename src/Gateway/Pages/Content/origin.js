// The commands on the page are to be copied: they name the address by which this reader came.
for (const place of document.querySelectorAll("[data-origin]"))
  place.textContent = location.origin;
