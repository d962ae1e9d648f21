// The sliders of ipywidgets bear no name, and tell "38" where they show "15:30": screen readers are given what is shown.
const told = slider => {
  const handle = slider.querySelector(".noUi-handle");
  const shown = { "aria-label": ".widget-label", "aria-valuetext": ".widget-readout" };
  for (const [attribute, place] of Object.entries(shown)) {
    const text = slider.querySelector(place)?.textContent ?? "";
    if (handle && handle.getAttribute(attribute) !== text) handle.setAttribute(attribute, text);
  }
};
let frames = 600; // some seconds for JupyterLab to put the panel in its page
const start = () => {
  const panel = element.closest(".otx-panel");
  if (!panel) return frames-- && requestAnimationFrame(start);
  const all = () => panel.querySelectorAll(".widget-slider").forEach(told);
  const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-valuetext"] };
  new MutationObserver(all).observe(panel, watched);
  all();
};
start();
