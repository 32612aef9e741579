/** Mails that came back, as servers write them; `to` is the address they came back to. Words and fields are those of real ones, people are made up. */
type Back = { to: string; person: string; action?: string; status?: string; diagnostic?: string };

/** Postfix 3: multipart/report with words, status and the head of the mail. */
export const postfix = ({
  to,
  person,
  action = 'failed',
  status = '5.1.1',
  diagnostic = `smtp; 550 5.1.1 <${person}>: Recipient address rejected: User unknown in virtual mailbox table`,
}: Back) =>
  `Return-Path: <>
Delivered-To: ${to}
X-Original-To: ${to}
Received: by mx.example.lv (Postfix)
\tid 4cXk2p0Y1Gz1f; Mon, 23 Nov 2026 12:01:07 +0200 (EET)
Date: Mon, 23 Nov 2026 12:01:07 +0200 (EET)
From: MAILER-DAEMON@mx.example.lv (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4cXk2n6t1Zz1d.1795428067/mx.example.lv"
Content-Transfer-Encoding: 8bit
Message-Id: <4cXk2p0Y1Gz1f@mx.example.lv>

This is a MIME-encapsulated message.

--4cXk2n6t1Zz1d.1795428067/mx.example.lv
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host mx.example.lv.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<${person}>: host mail.example.lv[203.0.113.7] said: ${diagnostic.replace(/^smtp; /, '')} (in reply to RCPT TO command)

--4cXk2n6t1Zz1d.1795428067/mx.example.lv
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.lv
X-Postfix-Queue-ID: 4cXk2n6t1Zz1d
X-Postfix-Sender: rfc822; ${to}
Arrival-Date: Mon, 23 Nov 2026 12:01:05 +0200 (EET)

Final-Recipient: rfc822; ${person}
Original-Recipient: rfc822;${person}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.lv
Diagnostic-Code: ${diagnostic.replace('> ', '>\n    ')}

--4cXk2n6t1Zz1d.1795428067/mx.example.lv
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Return-Path: <${to}>
From: Klientu apkalpošanas centrs <kac@pietura.example>
To: ${person}
Subject: Pieteikums 0008 1234 reģistrēts

--4cXk2n6t1Zz1d.1795428067/mx.example.lv--
`.replaceAll('\n', '\r\n');

/** Exim 4.8 and newer: its own header beside a report. */
export const exim = ({ to, person, status = '5.0.0', diagnostic = 'smtp; 552 5.2.2 Mailbox full' }: Back) =>
  `Received: from Debian-exim by relay.example.lv with local (Exim 4.96)
\tid 1vNf2K-000abc-1x
\tfor ${to}; Mon, 23 Nov 2026 14:30:00 +0200
X-Failed-Recipients: ${person}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example.lv>
To: ${to}
References: <d1@pietura.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=1795437000-eximdsn-804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1vNf2K-000abc-1x@relay.example.lv>
Date: Mon, 23 Nov 2026 14:30:00 +0200

--1795437000-eximdsn-804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${person}
    host mail.example.lv [203.0.113.7]
    SMTP error from remote mail server after end of data:
    ${diagnostic.replace(/^smtp; /, '')}

--1795437000-eximdsn-804289383
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example.lv

Action: failed
Final-Recipient: rfc822;${person}
Status: ${status}
Remote-MTA: dns; mail.example.lv
Diagnostic-Code: ${diagnostic}

--1795437000-eximdsn-804289383
Content-type: message/rfc822

Return-path: <${to}>
To: ${person}
Subject: =?UTF-8?Q?Pieteikums?=

Teksts
--1795437000-eximdsn-804289383--
`.replaceAll('\n', '\r\n');

/** Exim before 4.83: words only. */
export const oldExim = ({ to, person, diagnostic = 'retry timeout exceeded' }: Back) =>
  `X-Failed-Recipients: ${person}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example.lv>
To: ${to}
Subject: Mail delivery failed: returning message to sender
Date: Mon, 23 Nov 2026 14:30:00 +0200

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${person}
    ${diagnostic}

------ This is a copy of the message, including all the headers. ------

To: ${person}
Subject: Pieteikums

Teksts
`.replaceAll('\n', '\r\n');

/** Somebody is on holiday. */
export const holiday = ({ to, person }: Back) =>
  `From: ${person}
To: ${to}
Subject: =?UTF-8?Q?Esmu_atva=C4=BCin=C4=81jum=C4=81?=
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

Atgriezīšos 550. dienā. 5.1.1
`.replaceAll('\n', '\r\n');
