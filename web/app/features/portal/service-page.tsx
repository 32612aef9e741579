import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { getService, type serviceView } from '../../../contract/catalogue.ts';
import { useCall } from '../../api/use-call.ts';
import { signIn, useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import css from './service-page.module.css';

const route = getRouteApi('/portal/services/$serviceId');

export function ServicePage() {
  const { t } = useWords('portal');
  const { serviceId } = route.useParams();
  const service = useCall(getService, { serviceId });
  return (
    <Loaded page query={service} what={t('service.what')} lines={8}>
      {found => <Service service={found} />}
    </Loaded>
  );
}

function Service({ service }: { service: z.infer<typeof serviceView> }) {
  const { t, say } = useWords('portal');
  useTitle(say(service.title));
  return (
    <article className={css.service}>
      <header className={css.head}>
        <h1>{say(service.title)}</h1>
        <p className={css.summary}>{say(service.summary)}</p>
        <p className={css.quiet}>{t('service.holder', { holder: say(service.holder.title) })}</p>
        <ApplyButton service={service} />
      </header>

      <dl className={css.facts}>
        <Fact title={t('service.result')}>
          <p>{say(service.result)}</p>
        </Fact>
        <Fact title={t('service.who')}>
          <ul>
            {service.eligibility.map(rule => (
              <li key={rule.lv}>{say(rule)}</li>
            ))}
          </ul>
        </Fact>
        <Fact title={t('service.how')}>
          <p>
            <strong>{t('service.term', { count: service.term.workingDays })}</strong>
          </p>
          <p className={css.quiet}>{say(service.term.law)}</p>
        </Fact>
        <Fact title={t('service.cost')}>
          <p>{say(service.cost)}</p>
        </Fact>
        <Fact title={t('service.needs')}>
          <ul className={css.needs}>
            {service.needs.map(need => (
              <li key={need.text.lv}>
                <span>{say(need.text)}</span>
                <StatusTag level={need.known ? 'done' : 'plain'}>
                  {need.known ? (need.source ? t('service.knownFrom', { source: need.source }) : t('service.known')) : t('service.needed')}
                </StatusTag>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact title={t('service.steps')}>
          <ol>
            {service.milestones.map(milestone => (
              <li key={milestone.id}>{say(milestone.text)}</li>
            ))}
          </ol>
        </Fact>
        <Fact title={t('service.ways')}>
          <p>{service.channels.map(channel => t(`domain:channel.${channel}`)).join(', ')}</p>
        </Fact>
        <Fact title={t('service.law')}>
          <ul>
            {service.law.map(law => (
              <li key={law.title.lv}>{law.url ? <a href={law.url}>{say(law.title)}</a> : say(law.title)}</li>
            ))}
          </ul>
        </Fact>
        <Fact title={t('service.appeal')}>
          <p>{say(service.appeal)}</p>
        </Fact>
      </dl>
    </article>
  );
}

/** Goes to the form; by way of the sign-in when nobody is signed in yet. */
function ApplyButton({ service }: { service: z.infer<typeof serviceView> }) {
  const { t } = useWords('portal');
  const { phase } = useAuth();
  const navigate = useNavigate();
  if (!service.online) return <p>{t('service.noOnline')}</p>;
  const go = () =>
    phase === 'signed-in'
      ? void navigate({ to: '/services/$serviceId/apply', params: { serviceId: service.id } })
      : void signIn(`/services/${service.id}/apply`);
  return (
    <p>
      <Button look="main" onClick={go}>
        {t('service.apply')}
      </Button>
    </p>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
