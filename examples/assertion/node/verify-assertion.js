import { createRemoteJWKSet, jwtVerify } from 'jose';

// The public address of your website, exactly as it stands in Gatehouse, without a slash at the end.
const address = process.env.WEBSITE_ADDRESS ?? 'https://portal.example.com';
// Where the gate's keys are. A website beside its gate may ask it directly: http://127.0.0.1:8081/_gate/jwks.json
const jwksUrl = process.env.JWKS_URL ?? `${address}/_gate/jwks.json`;

// Kept for five minutes, as the gate says; fetched anew for a key that is not known, at most every 30 seconds.
const keys = createRemoteJWKSet(new URL(jwksUrl), { cacheMaxAge: 300_000, cooldownDuration: 30_000 });

/**
 * Who the gate says is there, or null: nobody with access, or an assertion that is not good.
 * @param {string | undefined} assertion the header Gatehouse-Assertion of the request
 */
export async function whoIsThere(assertion) {
  if (!assertion) return null;
  try {
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ['EdDSA'],
      issuer: address,
      audience: address,
      requiredClaims: ['sub', 'exp'],
      maxTokenAge: 60, // seconds; also refuses what is not good yet
      clockTolerance: 30, // seconds that the clocks of gate and website may differ
    });
    return payload;
  } catch (error) {
    console.warn(`Gatehouse-Assertion was refused: ${error.message}`);
    return null;
  }
}
