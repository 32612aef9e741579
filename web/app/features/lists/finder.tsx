import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import css from './finder.module.css';

export interface Choice {
  id: string;
  /** What it is called when heard; what is seen may have marks in it. */
  label: string;
  shown?: ReactNode;
  beside?: ReactNode;
  run(): void;
}
export interface ChoiceGroup {
  id: string;
  title: string;
  choices: Choice[];
}

interface FinderProps {
  label: string;
  placeholder: string;
  value: string;
  onChange(value: string): void;
  groups: ChoiceGroup[];
  /** Said below the choices, and to screen readers: how many, that it searches, that there is nothing. */
  status: string;
  /** Whether the choices are shown. */
  open: boolean;
  onClose(): void;
  input?: RefObject<HTMLInputElement | null>;
  onFocus?(): void;
  autoFocus?: boolean;
  /** Below a box in the bar, or in the flow of a window. */
  floating?: boolean;
}

/** A box with a list of choices below, after the ARIA pattern of a combobox: arrows move, Enter takes, Escape closes; the focus stays in the box. */
export function Finder({
  label,
  placeholder,
  value,
  onChange,
  groups,
  status,
  open,
  onClose,
  input,
  onFocus,
  autoFocus = false,
  floating = false,
}: FinderProps) {
  const id = useId();
  const choices = groups.flatMap(it => it.choices);
  const [at, setAt] = useState(0);
  const current = choices[Math.min(at, choices.length - 1)];
  const isShown = open && (choices.length > 0 || status !== '');
  const optionId = (choice: Choice) => `${id}-${choice.id}`;

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    // what was asked for is elsewhere on the page: the next key is for it, not for the box
    if (floating) document.getElementById('content')?.focus({ preventScroll: true });
    choice.run();
  };
  const move = (step: number) => {
    if (choices.length === 0) return;
    const next = (Math.min(at, choices.length - 1) + step + choices.length) % choices.length;
    setAt(next);
    document.getElementById(optionId(choices[next]!))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => take(current), Escape: onClose };
    const act = keys[event.key];
    if (!act || (event.key === 'Escape' && !floating)) return;
    event.preventDefault();
    act();
  };

  return (
    <div className={floating ? css.floating : css.finder}>
      <input
        ref={input}
        className={css.input}
        role="combobox"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && current ? optionId(current) : undefined}
        placeholder={placeholder}
        maxLength={100}
        autoFocus={autoFocus}
        value={value}
        onChange={event => {
          setAt(0);
          onChange(event.target.value);
        }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      />
      <div className={css.panel} hidden={!isShown}>
        <div role="listbox" id={`${id}-list`} aria-label={label} className={css.list}>
          {groups
            .filter(it => it.choices.length > 0)
            .map(group => (
              <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}-title`}>
                <p id={`${id}-${group.id}-title`} className={css.title} role="presentation">
                  {group.title}
                </p>
                {group.choices.map(choice => (
                  <div
                    key={choice.id}
                    id={optionId(choice)}
                    role="option"
                    aria-selected={choice === current}
                    className={css.choice}
                    // the box keeps the focus: the choice is taken before it could lose it
                    onMouseDown={event => event.preventDefault()}
                    onClick={() => take(choice)}
                  >
                    <span>{choice.shown ?? choice.label}</span>
                    {choice.beside && <span className={css.beside}>{choice.beside}</span>}
                  </div>
                ))}
              </div>
            ))}
        </div>
        {status && (
          <p className={css.status} aria-hidden="true">
            {status}
          </p>
        )}
      </div>
      <p role="status" className="visually-hidden">
        {open ? status : ''}
      </p>
    </div>
  );
}
