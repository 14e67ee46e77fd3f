<?php

declare(strict_types=1);

use Oms\{Core, Database, Refusal};

require __DIR__ . '/../vendor/autoload.php';

try {
    $path = explode('?', $_SERVER['REQUEST_URI'], 2)[0];
    [$status, $answer] = (new Core(Database::connect()))->answer($_SERVER['REQUEST_METHOD'], $path);
} catch (Refusal $refusal) {
    [$status, $answer] = [$refusal->status, ['error' => $refusal->getMessage()]];
} catch (Throwable $error) {
    // visitors see nothing of it
    error_log((string) $error);
    [$status, $answer] = [$error instanceof PDOException ? 503 : 500, ['error' => 'This does not work now.']];
}
http_response_code($status);
if (is_string($answer)) {
    header('Content-Type: text/html; charset=utf-8');
    echo $answer;
} else {
    header('Content-Type: application/json');
    echo json_encode($answer, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
}
