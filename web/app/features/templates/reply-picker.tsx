import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { fillReply, listRepliesForCase } from '../../../contract/templates.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { matching } from './reply-search.ts';
import { typeInto, useAsked, type Place } from './use-asked.ts';
import css from './reply-picker.module.css';

type Template = { id: string; title: string; body: string; team: boolean };

const SHOWN = 8;

/** Around fields in which an answer is written: `;` and a few letters find a template, the server fills it in, the person reads and sends it. */
export function ReplyPicker({ caseId, children }: { caseId: string; children: ReactNode }) {
  const { t } = useWords('templates');
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const [problem, setProblem] = useState<unknown>(null);
  const { place, close } = useAsked(box, {
    move: by => setChosen((chosen + by + found.length) % Math.max(found.length, 1)),
    pick: () => found[chosen] !== undefined && (void take(found[chosen]), true),
  });
  const list = useCall(listRepliesForCase, { caseId }, { enabled: place !== null });
  const found = matching<Template>(list.data?.templates ?? [], place?.query ?? '').slice(0, SHOWN);
  useEffect(() => setChosen(0), [place?.query]);

  async function take({ id }: Template) {
    const at = place;
    if (!at) return;
    close();
    setProblem(null);
    try {
      typeInto(at, (await call(fillReply, { caseId, templateId: id })).text);
    } catch (error) {
      setProblem(error);
    }
  }
  const ask = () => {
    const active = document.activeElement;
    const field = active instanceof HTMLTextAreaElement && box.current?.contains(active) ? active : box.current?.querySelector('textarea');
    if (!field) return;
    const caret = field.selectionEnd;
    typeInto({ field, from: caret, to: caret, query: '' }, caret > 0 && !/\s/.test(field.value[caret - 1] ?? '') ? ' ;' : ';');
  };

  return (
    <div ref={box} className={css.box}>
      {children}
      {problem !== null && <ProblemView problem={problem} />}
      <div>
        {/* the field keeps its focus and its caret */}
        <Button look="quiet" onMouseDown={event => event.preventDefault()} onClick={ask}>
          {t('picker.open')} <kbd>;</kbd>
        </Button>
      </div>
      {place && (
        <Popup place={place} box={box.current} count={found.length} chosen={chosen}>
          {id =>
            list.data ? (
              found.length > 0 ? (
                found.map((template, at) => (
                  <Choice key={template.id} id={`${id}-${at}`} template={template} chosen={at === chosen} onPick={() => void take(template)} />
                ))
              ) : null
            ) : list.error ? (
              <ProblemView problem={list.error} />
            ) : (
              <Waiting what={t('picker.loading')} />
            )
          }
        </Popup>
      )}
      <p role="status" className={place && list.data && found.length === 0 ? css.none : 'visually-hidden'}>
        {place && list.data && (found.length > 0 ? t('picker.found', { count: found.length }) : <None />)}
      </p>
    </div>
  );
}

function None() {
  const { t } = useWords('templates');
  return (
    <>
      {t('picker.none')} <Link to="/work/templates">{t('picker.make')}</Link>
    </>
  );
}

type PopupProps = { place: Place; box: HTMLElement | null; count: number; chosen: number; children: (id: string) => ReactNode };

/** The list under the field; the field keeps the focus and says which line is meant. */
function Popup({ place: { field }, box, count, chosen, children }: PopupProps) {
  const { t } = useWords('templates');
  const id = useId();
  const top = field.getBoundingClientRect().bottom - (box?.getBoundingClientRect().top ?? 0);
  useEffect(() => {
    if (count === 0) return;
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
    field.setAttribute('aria-activedescendant', `${id}-${chosen}`);
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) field.removeAttribute(name);
    };
  }, [field, id, chosen, count]);
  const content = children(id);
  if (!content) return null;
  return (
    <div id={id} {...(count > 0 && { role: 'listbox', 'aria-label': t('picker.label') })} className={css.popup} style={{ insetBlockStart: top }}>
      {content}
    </div>
  );
}

function Choice({ id, template, chosen, onPick }: { id: string; template: Template; chosen: boolean; onPick(): void }) {
  const { t } = useWords('templates');
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div ref={line} id={id} role="option" aria-selected={chosen} className={css.choice} onMouseDown={event => event.preventDefault()} onClick={onPick}>
      <strong>{template.title}</strong> <span className={css.whose}>{t(template.team ? 'replies.team' : 'replies.own')}</span>
      <span className={css.body}>{template.body}</span>
    </div>
  );
}
