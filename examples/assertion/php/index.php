<?php
declare(strict_types=1);

require __DIR__ . '/verify-assertion.php';

// PHP's name for the header Gatehouse-Assertion. In Laravel: $request->header('Gatehouse-Assertion').
$who = who_is_there($_SERVER['HTTP_GATEHOUSE_ASSERTION'] ?? null);
header('Content-Type: text/plain; charset=utf-8');
header('Cache-Control: no-store');
if ($who === null) {
    http_response_code(401);
    echo "Nobody is signed in.\n";
    return;
}
echo "{$who['name']} <{$who['sub']}> of {$who['company']} ({$who['contact']})\n";
echo implode(', ', $who['groups']), "\n{$who['priceGroup']} {$who['language']}\n";
