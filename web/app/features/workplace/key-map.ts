/** What people can do from the keyboard, in the order the help shows it. One list: keyboard, help, actions menu and palette read it. */
export const COMMANDS = [
  { id: 'help', keys: '?', group: 'everywhere' },
  { id: 'search', keys: '/', group: 'everywhere' },
  { id: 'palette', keys: 'Control+k', group: 'everywhere' },
  { id: 'actions', keys: '.', group: 'everywhere' },
  { id: 'queue-mine', keys: 'g m', group: 'go' },
  { id: 'queue-team', keys: 'g t', group: 'go' },
  { id: 'queue-unassigned', keys: 'g u', group: 'go' },
  { id: 'queue-all', keys: 'g a', group: 'go' },
  { id: 'go-cases', keys: 'g c', group: 'go' },
  { id: 'go-register', keys: 'g r', group: 'go' },
  { id: 'pane-queues', keys: 'g q', group: 'go' },
  { id: 'pane-list', keys: 'g l', group: 'go' },
  { id: 'pane-case', keys: 'g d', group: 'go' },
  { id: 'next-row', keys: 'j', group: 'list' },
  { id: 'previous-row', keys: 'k', group: 'list' },
  { id: 'open-row', keys: 'Enter', group: 'list' },
  { id: 'filter', keys: 'f', group: 'list' },
  { id: 'claim', keys: 'c', group: 'task' },
  { id: 'release', keys: 'l', group: 'task' },
  { id: 'take-over', keys: 'o', group: 'task' },
  { id: 'hand-over', keys: 'h', group: 'task' },
  { id: 'finish', keys: 'Control+Enter', group: 'task' },
  { id: 'escalate', keys: 'e', group: 'case' },
  { id: 'reclassify', keys: 'p', group: 'case' },
  { id: 'reopen', keys: 'w', group: 'case' },
  { id: 'void', keys: 'x', group: 'case' },
  { id: 'note', keys: 'n', group: 'case' },
  { id: 'reply', keys: 'r', group: 'case' },
  { id: 'tab-1', keys: '1', group: 'tabs' },
  { id: 'tab-2', keys: '2', group: 'tabs' },
  { id: 'tab-3', keys: '3', group: 'tabs' },
  { id: 'tab-4', keys: '4', group: 'tabs' },
  { id: 'tab-5', keys: '5', group: 'tabs' },
  { id: 'tab-6', keys: '6', group: 'tabs' },
  { id: 'tab-7', keys: '7', group: 'tabs' },
  { id: 'tab-8', keys: '8', group: 'tabs' },
  { id: 'tab-9', keys: '9', group: 'tabs' },
] as const;

export type Command = (typeof COMMANDS)[number];
export type KeyCommand = Command['id'];
export const KEY_GROUPS = ['everywhere', 'go', 'list', 'task', 'case', 'tabs'] as const;

const BY_KEYS = new Map<string, KeyCommand>(COMMANDS.map(({ keys, id }) => [keys, id]));
const commandOf = (keys: string): KeyCommand | null => BY_KEYS.get(keys) ?? null;

/** The part of a keyboard event that decides. */
export type KeyPress = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; at: number };

const SEQUENCE_MS = 1500;
const isStart = (key: string) => COMMANDS.some(({ keys }) => keys.startsWith(`${key} `));

/** The command of a key pressed with Control or ⌘: these also work while one types. */
export const heldCommand = ({ key, ctrlKey, metaKey, altKey }: Omit<KeyPress, 'at'>): KeyCommand | null =>
  (ctrlKey || metaKey) && !altKey ? commandOf(`Control+${key.length === 1 ? key.toLowerCase() : key}`) : null;

/**
 * Turns key presses into commands. Remembers the first key of a sequence for 1.5 s.
 * Keys with Alt, or with Control or ⌘ other than those of the list, belong to the browser.
 */
export function makeKeyReader(): (press: KeyPress) => KeyCommand | null {
  let first: { key: string; at: number } | null = null;
  return press => {
    const { key, ctrlKey, metaKey, altKey, at } = press;
    const before = first && at - first.at <= SEQUENCE_MS ? first.key : null;
    first = null;
    if (altKey) return null;
    if (ctrlKey || metaKey) return heldCommand(press);
    if (before) return commandOf(`${before} ${key}`);
    if (isStart(key)) first = { key, at };
    return commandOf(key);
  };
}

/** Letters typed into a field are text, not commands; only keys with Control work there. */
export function isTyping(target: { tagName?: string; type?: string; isContentEditable?: boolean; role?: string | null }): boolean {
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  if (target.tagName !== 'INPUT') return target.role === 'combobox' || target.role === 'listbox' || target.role === 'textbox';
  return !['checkbox', 'radio', 'button', 'submit'].includes(target.type ?? 'text');
}
