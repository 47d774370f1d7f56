import { describeExample } from '../../support/assertion-tests.ts';
import { startAssertionWebsite } from '../../support/assertion-website.ts';
import { pythonWithJwt } from '../../support/interpreters.ts';

const python = pythonWithJwt() ?? 'python3';

describeExample('the example for Python', () => startAssertionWebsite('python', python, () => ['server.py']));
describeExample('the example for Python without PyJWT', () =>
  startAssertionWebsite('python', python, () => ['server.py', 'verify_with_cryptography']),
);
