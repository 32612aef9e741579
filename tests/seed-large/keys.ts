const KIND = { task: 0, run: 1, element: 2 } as const;

/** A key as the engine gives them, 16 digits, text because it is beyond what numbers hold exactly; far above its own. */
export const engineKey = (n: number, kind: keyof typeof KIND, step: number): string =>
  `9${KIND[kind]}${String(n).padStart(11, '0')}${String(step).padStart(3, '0')}`;
