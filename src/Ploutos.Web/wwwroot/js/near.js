// What is drawn lazily costs nothing before it comes near the window, or the page goes to paper.
const waiting = new Set();

/** Calls back once an element comes near the window, or before the page is printed. */
export function whenNear(element, then) {
  const once = () => {
    watch.disconnect();
    if (waiting.delete(once)) then();
  };
  const watch = new IntersectionObserver(seen => seen.some(s => s.isIntersecting) && once(), { rootMargin: '200px' });
  waiting.add(once);
  watch.observe(element);
}

addEventListener('beforeprint', () => [...waiting].forEach(once => once()));
