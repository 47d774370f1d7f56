import type { MailTexts } from './text.ts';

const regards = 'Kind regards,\n{{ company }}\n';

/** The standard texts in English. */
export const englishTexts: MailTexts = {
  verify_email: {
    subject: 'Confirm your e-mail address for {{ website }}',
    body: `Dear {{ name }},

Thank you for signing up for {{ website }}. One click tells us that this e-mail address is yours:

{{ link }}

Did you not sign up? Then you can throw this e-mail away; nothing will happen.

${regards}`,
  },
  already_registered: {
    subject: 'You already have an account for {{ website }}',
    body: `Dear {{ name }},

Someone just asked for an account for {{ website }} with this e-mail address. You have one already, so there is nothing to ask for. You can simply sign in:

{{ link }}

Forgotten your password? Choose "Forgotten password" when you sign in. If this was not you, nothing has changed and you need not do anything.

${regards}`,
  },
  pending: {
    subject: 'We have received your application for {{ website }}',
    body: `Dear {{ name }},

Thank you for your application for {{ website }}. {{ company }} will look at it and write to you as soon as it is decided. There is nothing you need to do now.
{% if reason %}
{{ reason }}
{% endif %}
You can see how your request stands here, without signing in. The link is only for you:

{{ link }}

${regards}`,
  },
  approved: {
    subject: 'Welcome to {{ website }}',
    body: `Dear {{ name }},

Good news: you have access to {{ website }}.
{% if reason %}
{{ reason }}
{% endif %}
{% if first_time %}Choose a password first. Then you can go straight on:{% else %}You can now sign in with {{ email }}:{% endif %}

{{ link }}

${regards}`,
  },
  declined: {
    subject: 'About your access to {{ website }}',
    body: `Dear {{ name }},

{{ company }} cannot give you access to {{ website }} at this moment.
{% if reason %}
{{ reason }}
{% endif %}
Do you think this is not right? Please get in touch; we are glad to look at it with you.

${regards}`,
  },
  blocked: {
    subject: 'Your access to {{ website }} has been blocked',
    body: `Dear {{ name }},

{{ company }} has blocked your access to {{ website }}. You cannot sign in there now.
{% if reason %}
{{ reason }}
{% endif %}
If you have a question about this, please get in touch.

${regards}`,
  },
  ended: {
    subject: 'Your access to {{ website }} has ended',
    body: `Dear {{ name }},

Your access to {{ website }} has ended. Your details for this website have been removed there.
{% if reason %}
{{ reason }}
{% endif %}
If you think this is not right, please get in touch.

${regards}`,
  },
  reset_password: {
    subject: 'A new password for {{ website }}',
    body: `Dear {{ name }},

You want a new password for {{ website }}. Choose it here:

{{ link }}

If you did not ask for this, you need not do anything; your password stays as it is.

${regards}`,
  },
  password_changed: {
    subject: 'Your password for {{ website }} has been changed',
    body: `Dear {{ name }},

The password with which you sign in to {{ website }} has just been changed. Was it you? Then all is well.

If it was not you, choose a new password at once through "Forgotten password", and let us know:

{{ link }}

${regards}`,
  },
  email_changed_new: {
    subject: 'Your new e-mail address for {{ website }}',
    body: `Dear {{ name }},

From now on you sign in to {{ website }} with {{ email }}.

{% if first_time %}Choose a password for it:{% else %}One click tells us that this address is yours. Your password stays the same:{% endif %}

{{ link }}

${regards}`,
  },
  email_changed_old: {
    subject: 'The e-mail address of your account for {{ website }} has been changed',
    body: `Dear {{ name }},

{{ company }} has changed the e-mail address of your account for {{ website }}. You can no longer sign in there with this address; you have received an e-mail at your new address as well.

Did you not expect this? Please get in touch.

${regards}`,
  },
  sign_in_link: {
    subject: 'Sign in to {{ website }}',
    body: `Dear {{ name }},

You want to sign in to {{ website }}. This link does it, once and for a quarter of an hour:

{{ link }}

If you did not ask for this, you need not do anything; nobody can do anything without the link.

${regards}`,
  },
  sign_in_changed: {
    subject: 'Something changed about how you sign in to {{ website }}',
    body: `Dear {{ name }},

{{ what }}

Was it you? Then all is well. If it was not you, choose a new password at once, and let us know:

{{ link }}

${regards}`,
  },
  deletion_asked: {
    subject: 'Your request to delete your data at {{ website }}',
    body: `Dear {{ name }},

You asked us to delete your access to {{ website }} and the data that belongs to it. {{ company }} will decide on it; you will hear from us what was decided.

Changed your mind? Until then you can take the request back on My page:

{{ link }}

${regards}`,
  },
  deletion_refused: {
    subject: 'Your request to be deleted from {{ website }} was not granted',
    body: `Dear {{ name }},

You asked us to delete your access to {{ website }} and the data that belongs to it. {{ company }} has not done that. The reason:

{{ reason }}

All stays as it is. On My page you can read this again, and ask anew if something has changed:

{{ link }}

If you have a question, please get in touch. If you do not agree, you can also complain to the data protection authority of your country.

${regards}`,
  },
};
