// What is drawn lazily costs nothing before it comes near the window, or the page goes to paper.
const waiting = new Set(),
  underway = new Set();

/** Calls back once an element comes near the window, or before the page is printed. */
export function whenNear(element, then) {
  const once = () => {
    watch.disconnect();
    if (!waiting.delete(once)) return;
    const work = Promise.resolve(then()).finally(() => underway.delete(work));
    underway.add(work);
  };
  const watch = new IntersectionObserver(seen => seen.some(s => s.isIntersecting) && once(), { rootMargin: '200px' });
  waiting.add(once);
  watch.observe(element);
}

/** Draws whatever waits, and comes back once it stands or has failed. */
export async function drawAll() {
  for (const once of [...waiting]) once();
  await Promise.allSettled([...underway]);
}

// The browser's own command does not wait; the page's button does.
addEventListener('beforeprint', () => drawAll());
