import type { Language, Notice, NoticeText } from '../../contract/notices.ts';

/** The words every installation starts with. An agency's own take their place, language by language (B12.6, PROCESSES §1.9). */
export const BUILT_IN: Record<Notice, Record<Language, NoticeText>> = {
  N1: {
    lv: {
      subject: 'Pieteikums {{ code }} reģistrēts',
      body: 'Esam saņēmuši jūsu pieteikumu {{ code }}.{% if due.by %} Atbilde būs līdz {{ due.by }}.{% endif %}',
    },
    en: {
      subject: 'Application {{ code }} registered',
      body: 'We have your application {{ code }}.{% if due.by %} You will have an answer by {{ due.by }}.{% endif %}',
    },
  },
  N2: {
    lv: { subject: 'Pieteikums {{ code }} nodots izpildei', body: 'Jūsu pieteikumu izskata {{ agency }}. Par to joprojām atbildam mēs.' },
    en: { subject: 'Application {{ code }} handed over', body: '{{ agency }} is working on your application. We remain responsible for it.' },
  },
  N3: {
    lv: {
      subject: '{% if reminder %}Atgādinājums: gaidām{% else %}Gaidām{% endif %} jūsu atbildi, pieteikums {{ code }}',
      body: '{{ question }}\n\nLūdzam atbildēt līdz {{ answer.by }}.',
    },
    en: {
      subject: '{% if reminder %}Reminder: we{% else %}We{% endif %} need your answer, application {{ code }}',
      body: '{{ question }}\n\nPlease answer by {{ answer.by }}.',
    },
  },
  N4: {
    lv: { subject: 'Pieteikuma {{ code }} termiņš mainīts', body: 'Atbilde būs līdz {{ due.by }}.{% if reason %} Iemesls: {{ reason }}{% endif %}' },
    en: { subject: 'New date for application {{ code }}', body: 'You will have an answer by {{ due.by }}.{% if reason %} Reason: {{ reason }}{% endif %}' },
  },
  N5: {
    lv: {
      subject: 'Pieteikuma {{ code }} rezultāts ir gatavs',
      body: '{{ outcome }} {% if counter %}Rezultātu varat saņemt klientu apkalpošanas centrā.{% else %}Rezultāts ir jūsu e-kontā.{% endif %}',
    },
    en: {
      subject: 'Result of application {{ code }} is ready',
      body: '{{ outcome }} {% if counter %}You can collect it at the counter.{% else %}It is in your e-account.{% endif %}',
    },
  },
  N6: {
    lv: { subject: 'Pieteikums {{ code }} slēgts', body: '{{ outcome }} Ja kaut kas nav pareizi, rakstiet mums: pieteikumu var atvērt no jauna.' },
    en: { subject: 'Application {{ code }} closed', body: '{{ outcome }} If something is not right, write to us: the application can be reopened.' },
  },
  N7: {
    lv: { subject: 'Pakalpojums atjaunots', body: 'Pakalpojums atkal darbojas. {{ service }}' },
    en: { subject: 'Service restored', body: 'The service works again. {{ service }}' },
  },
  feedback: {
    lv: {
      subject: 'Kā mums veicās? Pieteikums {{ code }}',
      body: 'Lūdzu, novērtējiet apkalpošanu. Ja rezultāts nav pareizs, sakiet to līdz pieteikuma slēgšanai.',
    },
    en: {
      subject: 'How did we do? Application {{ code }}',
      body: 'Please rate how your application was handled. If the result is not right, say so before the application is closed.',
    },
  },
  message: {
    lv: { subject: 'Jauna ziņa par pieteikumu {{ code }}', body: 'Mēs jums uzrakstījām. Izlasiet ziņu savā e-kontā.' },
    en: { subject: 'A new message about application {{ code }}', body: 'We have written to you. Read the message in your e-account.' },
  },
};
