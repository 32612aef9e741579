import { useEffect, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { dropUpload, listUploads, type fileCheck } from '../../contract/documents.ts';
import { getSettings } from '../../contract/me.ts';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { sendFile, type UploadReply } from '../api/upload.ts';
import { useCall } from '../api/use-call.ts';
import { makeQueue, type Sending } from './upload-queue.ts';

/** What a form keeps of a file that was sent: ids survive reload in its draft, the bytes are on the server. */
export interface Uploaded {
  uploadId: string;
  fileName: string;
}
export type Lost = { uploadId: string; fileName: string; why: 'gone' | 'infected' };

/** A limit in the words in which it is set: 20 MiB is 20 MB to people. */
export const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)}\u00a0MB`;

/** How often to ask whether a file has been checked, as long as one has not. */
const ASK_MS = 2000;
const LIMITS = { maxBytes: 20 * 1024 * 1024, maxFiles: 20, accept: '' };

/**
 * Files of a form: those on the way, those that are there (`files`, kept by the form), and those that turned out to be infected or
 * gone, which are taken from the form with the reason shown.
 */
export function useUploads(files: Uploaded[], onChange: (files: Uploaded[]) => void) {
  const limits = useCall(getSettings, {}, { staleTime: Infinity }).data?.uploads ?? LIMITS;
  const [sending, setSending] = useState<Sending<UploadReply>[]>([]);
  const [lost, setLost] = useState<Lost[]>([]);
  const [said, setSaid] = useState<UploadReply | null>(null);
  const form = useRef({ files, onChange });
  useEffect(() => {
    form.current = { files, onChange };
  });

  const queue = useMemo(
    () =>
      makeQueue<UploadReply>({
        send: sendFile,
        onChange: setSending,
        onSent(reply) {
          const next = [...form.current.files, { uploadId: reply.uploadId, fileName: reply.fileName }];
          // the next file may arrive before React has drawn this one
          form.current.files = next;
          form.current.onChange(next);
          setSaid(reply);
        },
      }),
    [],
  );
  useEffect(() => () => queue.stopAll(), [queue]);

  const checks = useChecks(files);
  useEffect(() => {
    if (!checks) return;
    const bad = files.flatMap<Lost>(it => {
      if (!checks.asked.has(it.uploadId)) return [];
      const state = checks.found.get(it.uploadId)?.state;
      return state === undefined ? [{ ...it, why: 'gone' }] : state === 'infected' ? [{ ...it, why: 'infected' }] : [];
    });
    if (bad.length === 0) return;
    setLost(now => [...now, ...bad.filter(it => !now.some(known => known.uploadId === it.uploadId))]);
    onChange(files.filter(it => !bad.some(each => each.uploadId === it.uploadId)));
  }, [checks, files, onChange]);

  const add = (chosen: File[]) => {
    const free = limits.maxFiles - files.length - sending.filter(it => it.phase !== 'failed').length;
    const good = chosen.filter(file => file.size <= limits.maxBytes);
    for (const file of chosen.filter(it => it.size > limits.maxBytes)) queue.refuse(file, new ApiProblem('too-large', 413));
    for (const file of good.slice(Math.max(0, free))) queue.refuse(file, new ApiProblem('too-many-files', 422));
    queue.add(good.slice(0, Math.max(0, free)));
  };
  const remove = (uploadId: string) => {
    onChange(files.filter(it => it.uploadId !== uploadId));
    call(dropUpload, { uploadId }).catch(() => {}); // thrown away within a week all the same
  };
  const forget = (uploadId: string) => setLost(now => now.filter(it => it.uploadId !== uploadId));
  return { limits, sending, lost, said, checks: checks?.found, add, remove, forget, retry: queue.retry, stop: queue.remove };
}

type Check = z.infer<typeof fileCheck>;

/** How the virus checks of these files stand; asked again until all have ended. */
function useChecks(files: Uploaded[]): { asked: Set<string>; found: Map<string, Check> } | undefined {
  const ids = files.map(it => it.uploadId);
  const unsettled = (uploads: { check: Check }[]) => uploads.some(it => it.check.state === 'uploaded' || it.check.state === 'checking');
  const query = useCall(
    listUploads,
    { ids: ids.join(',') },
    { enabled: ids.length > 0, keep: true, again: data => (unsettled(data.uploads) ? ASK_MS : false) },
  );
  const { data, isPlaceholderData } = query;
  const key = ids.join(',');
  return useMemo(() => {
    if (!data || isPlaceholderData || key === '') return undefined;
    return { asked: new Set(key.split(',')), found: new Map(data.uploads.map(it => [it.uploadId, it.check])) };
  }, [data, isPlaceholderData, key]);
}
