<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** The services that registered themselves with the key. */
final class Modules
{
    public function __construct(private readonly PDO $db)
    {
    }

    public function all(): array
    {
        return Database::rows($this->db, 'SELECT code, name, url FROM modules ORDER BY code');
    }

    /** Registers a module, or what has changed about it. */
    public function register(mixed $module): void
    {
        $values = array_map(static fn (string $key): mixed => $module[$key] ?? null, ['code', 'name', 'url']);
        foreach ($values as $value) {
            if (!is_string($value) || $value === '') {
                throw new Refusal(422, 'A module has a code, a name and a url.');
            }
        }
        if (!preg_match('~^https?://~', $values[2])) {
            throw new Refusal(422, 'The url of a module begins with http:// or https://.');
        }
        $sql = 'INSERT INTO modules (code, name, url) VALUES (?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, url = excluded.url';
        Database::rows($this->db, $sql, $values);
    }
}
