import { getRouteApi } from '@tanstack/react-router';
import { getPrefill, getService, getServiceForm } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { SignedIn } from '../../auth/signed-in.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { ApplyForm } from './apply-form.tsx';
import type { Application } from './application.ts';

const route = getRouteApi('/portal/services/$serviceId/apply');

export function ApplyPage() {
  return (
    <SignedIn page>
      <Apply />
    </SignedIn>
  );
}

/** Fetches what the form needs side by side: the service, its form, what registers know, and what was typed before. */
function Apply() {
  const { t, say } = useWords('portal');
  const { serviceId } = route.useParams();
  const service = useCall(getService, { serviceId });
  const form = useCall(getServiceForm, { serviceId });
  const prefill = useCall(getPrefill, { serviceId }, { staleTime: Infinity });
  const draft = useDraft<Application>(`apply:${serviceId}`);
  useTitle(service.data && t('apply.title', { service: say(service.data.title) }));

  return (
    <Loaded page query={service} what={t('apply.what')}>
      {foundService => (
        <Loaded page query={form} what={t('apply.what')}>
          {({ schema }) =>
            // registers that do not answer are no reason to keep somebody from applying
            draft.found === undefined || (prefill.isPending && !prefill.error) ? (
              <Waiting page what={t('apply.what')} lines={6} />
            ) : (
              <ApplyForm service={foundService} schema={schema} draft={draft} prefill={prefill.data ?? { data: {}, sources: [], unavailable: [] }} />
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}
