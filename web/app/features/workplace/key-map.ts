/** What a key or a sequence of two keys does in the workplace. The help dialog shows this very list. */
export const KEY_MAP = {
  '?': 'help',
  '/': 'search',
  'g m': 'queue-mine',
  'g t': 'queue-team',
  'g u': 'queue-unassigned',
  'g a': 'queue-all',
  j: 'next-row',
  k: 'previous-row',
  Enter: 'open-row',
  c: 'claim',
  e: 'escalate',
  'Control+Enter': 'finish',
} as const;

export type KeyCommand = (typeof KEY_MAP)[keyof typeof KEY_MAP];

/** The part of a keyboard event that decides. */
export type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; at: number };

const SEQUENCE_MS = 1500;
const isStart = (key: string) => Object.keys(KEY_MAP).some(keys => keys.startsWith(`${key} `));

/**
 * Turns key presses into commands. Remembers the first key of a sequence for 1.5 s.
 * Keys with Alt, or with Control or Meta other than Ctrl/⌘ + Enter, belong to the browser.
 */
export function makeKeyReader(): (press: KeyPress) => KeyCommand | null {
  let first: { key: string; at: number } | null = null;
  return ({ key, ctrlKey, metaKey, altKey, at }) => {
    const before = first && at - first.at <= SEQUENCE_MS ? first.key : null;
    first = null;
    if (altKey) return null;
    if (ctrlKey || metaKey) return key === 'Enter' ? KEY_MAP['Control+Enter'] : null;
    if (before) return commandOf(`${before} ${key}`);
    if (isStart(key)) first = { key, at };
    return commandOf(key);
  };
}

const commandOf = (keys: string): KeyCommand | null => (keys in KEY_MAP ? KEY_MAP[keys as keyof typeof KEY_MAP] : null);

/** Letters typed into a field are text, not commands; only Ctrl+Enter works there. */
export function isTyping(target: { tagName?: string; type?: string; isContentEditable?: boolean; role?: string | null }): boolean {
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  if (target.tagName !== 'INPUT') return target.role === 'combobox' || target.role === 'listbox' || target.role === 'textbox';
  return !['checkbox', 'radio', 'button', 'submit'].includes(target.type ?? 'text');
}
