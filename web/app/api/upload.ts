import { upload } from '../../contract/documents.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import { bearer } from './call.ts';
import { ApiProblem, problemOf } from './problem.ts';

export type UploadReply = ReplyOf<typeof upload>;

/**
 * Sends one file, to be attached afterwards. XMLHttpRequest, because fetch cannot say how much has been sent. Aborting rejects with
 * an AbortError.
 */
export async function sendFile(file: File, { onProgress, signal }: { onProgress(share: number): void; signal: AbortSignal }): Promise<UploadReply> {
  const token = await bearer();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const giveUp = () => request.abort();
    const ended = (settle: () => void) => () => {
      signal.removeEventListener('abort', giveUp);
      settle();
    };
    request.open('POST', upload.path);
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = event => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = ended(() => reject(new ApiProblem('offline', 0)));
    request.onabort = ended(() => reject(new DOMException('Stopped', 'AbortError')));
    request.onload = ended(() => {
      if (request.status === 201) return resolve(JSON.parse(request.responseText) as UploadReply);
      problemOf(new Response(request.responseText, { status: request.status })).then(reject, reject);
    });
    signal.addEventListener('abort', giveUp);
    const form = new FormData();
    form.set('file', file);
    request.send(form);
    if (signal.aborted) giveUp();
  });
}
