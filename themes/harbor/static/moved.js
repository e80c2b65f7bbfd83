// Takes readers of an old address on: to where the place that they look for has
// moved, or from a page that has moved to the same place of the new one.
{
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not percent-encoded: the id is written as it is.
  }
  const place = id && document.getElementById(id);
  const way = place && place.classList.contains("moved") ? place : document;
  const link = way === place ? place.querySelector("a") : document.getElementById("ui.successor");
  if (link) {
    const address = new URL(link.href);
    if (!address.hash && way === document) address.hash = location.hash;
    location.replace(address.href);
  }
}
