/**
 * Stands in for zod in the browser bundle (vite.config.ts): answers every call and every property with itself, so that the
 * contracts load without their parsers. Parsing is the server's, in and out; types come from the real zod.
 */
const shape: unknown = new Proxy(function () {}, {
  get: (_target, key) => (typeof key === 'symbol' ? undefined : shape),
  apply: () => shape,
});

export const z = shape;
