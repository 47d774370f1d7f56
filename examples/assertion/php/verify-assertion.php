<?php
declare(strict_types=1);

// The public address of your website, exactly as it stands in Gatehouse, without a slash at the end.
define('WEBSITE_ADDRESS', getenv('WEBSITE_ADDRESS') ?: 'https://portal.example.com');
// Where the gate's keys are. A website beside its gate may ask it directly: http://127.0.0.1:8081/_gate/jwks.json
define('JWKS_URL', getenv('JWKS_URL') ?: WEBSITE_ADDRESS . '/_gate/jwks.json');
// Where the keys are kept between requests: a file that only your website can write, never in a shared /tmp, for who
// can write it can say who is signed in.
define('JWKS_CACHE', getenv('JWKS_CACHE') ?: __DIR__ . '/jwks-cache.json');

/** Seconds for which keys are kept, as the gate says. */
const JWKS_SECONDS = 300;
/** Seconds after which keys are fetched again for one that is not known. */
const JWKS_COOLDOWN = 30;
/** Seconds that the clocks of gate and website may differ. */
const CLOCK_TOLERANCE = 30;

/**
 * Who the gate says is there, or null: nobody with access, or an assertion that is not good.
 * Needs PHP 8.0 or newer with the extension sodium, which is part of PHP.
 *
 * @param ?string $assertion the header Gatehouse-Assertion of the request
 * @return ?array<string, mixed> sub, name, email, company, contact, groups, priceGroup, language, …
 */
function who_is_there(?string $assertion): ?array
{
    if ($assertion === null || $assertion === '') {
        return null;
    }
    try {
        return verified_claims($assertion);
    } catch (Throwable $problem) {
        error_log('Gatehouse-Assertion was refused: ' . $problem->getMessage());
        return null;
    }
}

/** @return array<string, mixed> */
function verified_claims(string $assertion): array
{
    $parts = explode('.', $assertion);
    if (count($parts) !== 3) {
        throw new RuntimeException('it has not three parts');
    }
    [$header, $payload] = array_map(
        fn (string $part): array => json_decode(from_base64url($part), true, 8, JSON_THROW_ON_ERROR),
        [$parts[0], $parts[1]],
    );
    // One algorithm only: never the one that the assertion asks for.
    if (($header['alg'] ?? null) !== 'EdDSA' || !is_string($header['kid'] ?? null)) {
        throw new RuntimeException('it is not signed with EdDSA by a named key');
    }
    $signature = from_base64url($parts[2]);
    $key = gate_key($header['kid']);
    if (
        strlen($signature) !== SODIUM_CRYPTO_SIGN_BYTES
        || !sodium_crypto_sign_verify_detached($signature, $parts[0] . '.' . $parts[1], $key)
    ) {
        throw new RuntimeException('its signature is wrong');
    }
    if (($payload['iss'] ?? null) !== WEBSITE_ADDRESS) {
        throw new RuntimeException('another gate made it');
    }
    if (!in_array(WEBSITE_ADDRESS, (array) ($payload['aud'] ?? []), true)) {
        throw new RuntimeException('it is for another website');
    }
    $now = time();
    if (!is_int($payload['exp'] ?? null) || $payload['exp'] <= $now - CLOCK_TOLERANCE) {
        throw new RuntimeException('it is over');
    }
    if (!is_int($payload['iat'] ?? null) || $payload['iat'] > $now + CLOCK_TOLERANCE) {
        throw new RuntimeException('it is not good yet');
    }
    if (!is_string($payload['sub'] ?? null) || $payload['sub'] === '') {
        throw new RuntimeException('it names nobody');
    }
    return $payload;
}

/** The gate's public key of that name: 32 bytes. */
function gate_key(string $kid): string
{
    $kept = kept_keys();
    $age = $kept === null ? PHP_INT_MAX : time() - $kept['fetched'];
    if ($kept === null || $age >= JWKS_SECONDS || (!isset($kept['keys'][$kid]) && $age >= JWKS_COOLDOWN)) {
        $kept = fetch_keys();
    }
    $key = $kept['keys'][$kid] ?? throw new RuntimeException('the gate has no such key');
    return from_base64url($key);
}

/** @return ?array{fetched: int, keys: array<string, string>} */
function kept_keys(): ?array
{
    $text = is_file(JWKS_CACHE) ? file_get_contents(JWKS_CACHE) : false;
    $kept = $text === false ? null : json_decode($text, true);
    return is_array($kept) && is_int($kept['fetched'] ?? null) && $kept['fetched'] <= time() ? $kept : null;
}

/** @return array{fetched: int, keys: array<string, string>} */
function fetch_keys(): array
{
    $context = stream_context_create(['http' => ['timeout' => 5, 'follow_location' => 0]]);
    $text = @file_get_contents(JWKS_URL, false, $context);
    if ($text === false) {
        throw new RuntimeException('the keys of the gate cannot be fetched');
    }
    $keys = [];
    foreach (json_decode($text, true, 8, JSON_THROW_ON_ERROR)['keys'] as $key) {
        if (($key['kty'] ?? null) === 'OKP' && ($key['crv'] ?? null) === 'Ed25519') {
            $keys[$key['kid']] = $key['x'];
        }
    }
    $kept = ['fetched' => time(), 'keys' => $keys];
    // Written beside it and then put in its place, so that nobody reads half a file.
    $new = JWKS_CACHE . '.' . bin2hex(random_bytes(8));
    file_put_contents($new, json_encode($kept, JSON_THROW_ON_ERROR));
    rename($new, JWKS_CACHE);
    return $kept;
}

function from_base64url(string $text): string
{
    return sodium_base642bin($text, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
}
