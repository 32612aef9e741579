import { useEffect, useId, useRef, useState, type ClipboardEvent as ReactClipboardEvent, type DragEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button } from './button.tsx';
import { FileRows } from './file-rows.tsx';
import css from './file-field.module.css';
import { inMegabytes, useUploads, type Uploaded } from './use-uploads.ts';

export type { Uploaded };

interface FileFieldProps {
  label: string;
  help?: string;
  files: Uploaded[];
  onChange(files: Uploaded[]): void;
}

/**
 * Files are sent as soon as they are chosen, dragged here, pasted anywhere on the page, or photographed: several at once, each with
 * its own progress, its own fault and its own way to stop it or try again. The form keeps their ids.
 */
export function FileField({ label, help, files, onChange }: FileFieldProps) {
  const { t } = useWords('documents');
  const id = useId();
  const uploads = useUploads(files, onChange);
  const { add, limits } = uploads;
  usePaste(add);
  return (
    <div className={css.field}>
      <p id={`${id}-label`} className={css.label}>
        {label}
      </p>
      <p id={`${id}-help`} className={css.help}>
        {help && <>{help} </>}
        {t('upload.limits', { size: inMegabytes(limits.maxBytes) })}
      </p>
      <FileRows files={files} uploads={uploads} />
      <DropZone onDrop={add}>
        <Chooser id={id} describedBy={`${id}-help`} labelledBy={`${id}-label ${id}-choose`} accept={limits.accept} onChoose={add}>
          {t('upload.choose')}
        </Chooser>
        <Camera label={t('upload.photo')} onChoose={add} />
        <span className={css.drop}>{t('upload.drop')}</span>
      </DropZone>
      <p role="status" className="visually-hidden">
        {uploads.said ? t('upload.sent', { name: uploads.said.fileName }) : ''}
      </p>
    </div>
  );
}

/** Where files may be let go; a text that is dragged goes where it would. For the mouse only: by keyboard one chooses or pastes. */
function DropZone({ onDrop, children }: { onDrop(files: File[]): void; children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    onDrop(files);
  };
  return (
    <div className={css.zone} data-over={isOver || undefined} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={drop}>
      {children}
    </div>
  );
}

type ChooserProps = { id: string; labelledBy: string; describedBy: string; accept: string; onChoose(files: File[]): void; children: string };

/** The native picker: the best there is on every device, but its own button speaks the browser's language and not the page's. */
function Chooser({ id, labelledBy, describedBy, accept, onChoose, children }: ChooserProps) {
  return (
    <>
      <input
        id={id}
        type="file"
        multiple
        {...(accept && { accept })}
        className="visually-hidden"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        onChange={event => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <label htmlFor={id} id={`${id}-choose`} className={css.choose}>
        {children}
      </label>
    </>
  );
}

/** Paper in front of a phone: its camera, at once. Shown where there is a finger and not a mouse. */
function Camera({ label, onChoose }: { label: string; onChoose(files: File[]): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className={css.camera}>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={event => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
    </span>
  );
}

/** A picture or file in the clipboard belongs here wherever it is pasted on the page; text stays where it is typed. */
function usePaste(add: (files: File[]) => void) {
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent | ReactClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
