import type { ReactNode } from 'react';

const WORD = /([\p{L}\p{N}]+)/u;

/** A text with the words that answer the question marked. Marks are whole words, small letters. */
export function marked(text: string, marks: readonly string[]): ReactNode {
  const asked = new Set(marks.map(it => it.toLowerCase()));
  return text.split(WORD).map((part, at) => (asked.has(part.toLowerCase()) ? <mark key={at}>{part}</mark> : part));
}
