const deck = matchMedia("(min-width: 50rem) and (min-aspect-ratio: 1)");
const slides = [...document.querySelectorAll(".slide")];
const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -999, End: 999 };
addEventListener("keydown", event => {
  const step = steps[event.key] * (event.shiftKey ? -1 : 1);
  if (!step || !deck.matches || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const here = slides.findIndex(slide => slide.getBoundingClientRect().bottom > innerHeight / 2);
  slides[Math.min(slides.length - 1, Math.max(0, here + step))].scrollIntoView();
});
