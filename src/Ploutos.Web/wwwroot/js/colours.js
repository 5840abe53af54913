// The style sheet's colours as plain values, for canvases, which know no custom properties.
const probe = document.body.appendChild(document.createElement('span'));
probe.hidden = true;

/** The value of --name in the theme of the moment. */
export function colour(name, alpha = 1) {
  probe.style.color = `var(--${name})`;
  const value = getComputedStyle(probe).color;
  return alpha === 1 ? value : value.replace(/^rgb\(([^)]+)\)$/, `rgba($1, ${alpha})`);
}

/** The pages' font. */
export const font = getComputedStyle(document.body).fontFamily;

/** Does something now and whenever the colours change. */
export function withTheme(paint) {
  paint();
  document.addEventListener('themechange', paint);
}
