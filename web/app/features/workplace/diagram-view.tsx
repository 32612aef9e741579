import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import type { z } from 'zod';
import type { getDiagram } from '../../../contract/cases.ts';
import { Button } from '../../ui/button.tsx';
import { localiseDiagram } from './diagram-xml.ts';
import styles from './diagram.module.css';

export type Run = z.output<NonNullable<typeof getDiagram.reply>>['runs'][number];

type Canvas = { zoom(to: 'fit-viewport' | number, center?: 'auto'): number; addMarker(id: string, marker: string): void };
type Registry = { get(id: string): { businessObject: { name?: string } } | undefined };

/** One diagram with the token where it stands. Words below say the same for those who do not see it. */
export function DiagramView({ run, language }: { run: Run; language: 'lv' | 'en' }) {
  const { t } = useTranslation('workplace');
  const box = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer>(null);
  const [names, setNames] = useState<{ active: string[]; failed: string[] } | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!box.current) return;
    const made = new NavigatedViewer({ container: box.current });
    viewer.current = made;
    let gone = false;
    draw(made, run, language)
      .then(drawn => !gone && setNames(drawn))
      .catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
      made.destroy();
    };
  }, [run, language]);

  const zoom = (by: number | null) => {
    const canvas = viewer.current?.get<Canvas>('canvas');
    if (canvas) canvas.zoom(by === null ? 'fit-viewport' : canvas.zoom(1, 'auto') * by, 'auto');
  };

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <strong>{run.title[language]}</strong> <span className={styles.version}>{t('diagram.version', { n: run.version })}</span>
        {names && <p>{names.active.length > 0 ? t('diagram.now', { where: names.active.join(', ') }) : t('diagram.nowNone')}</p>}
        {names && names.failed.length > 0 && <p className={styles.trouble}>{t('diagram.trouble', { where: names.failed.join(', ') })}</p>}
      </figcaption>
      {failed ? (
        <p role="alert">{t('diagram.failed')}</p>
      ) : (
        <div ref={box} className={styles.canvas} role="group" aria-label={t('diagram.label', { title: run.title[language] })} />
      )}
      <DiagramZoom onZoom={zoom} />
    </figure>
  );
}

function DiagramZoom({ onZoom }: { onZoom: (by: number | null) => void }) {
  const { t } = useTranslation('workplace');
  return (
    <div className={styles.zoom}>
      <Button onClick={() => onZoom(1.25)}>{t('diagram.enlarge')}</Button>
      <Button onClick={() => onZoom(0.8)}>{t('diagram.reduce')}</Button>
      <Button onClick={() => onZoom(null)}>{t('diagram.fit')}</Button>
      <span className={styles.legend}>{t('diagram.legend')}</span>
    </div>
  );
}

async function draw(viewer: NavigatedViewer, run: Run, language: 'lv' | 'en') {
  await viewer.importXML(localiseDiagram(run.bpmn, language));
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const mark = (ids: string[], marker: string) => ids.filter(id => registry.get(id)).forEach(id => canvas.addMarker(id, marker));
  mark(run.done, 'token-done');
  mark(run.active, 'token-here');
  mark(run.failed, 'token-failed');
  canvas.zoom('fit-viewport', 'auto');
  const nameOf = (id: string) => registry.get(id)?.businessObject.name ?? id;
  return { active: run.active.map(nameOf), failed: run.failed.map(nameOf) };
}
