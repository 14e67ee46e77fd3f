<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** The key that modules call the core with. The database has it, and a file that only the modules read. */
final class ApiKey
{
    public function __construct(private readonly PDO $db, private readonly string $file)
    {
    }

    public function fits(string $given): bool
    {
        $key = $this->current();
        return $key !== null && hash_equals($key, $given);
    }

    /** Makes a key if there is none, and shows the one that counts to the modules. */
    public function publish(): void
    {
        $sql = "INSERT INTO global_options VALUES ('shared_secret', ?) ON CONFLICT DO NOTHING";
        Database::rows($this->db, $sql, [bin2hex(random_bytes(32))]);
        $this->write((string) $this->current());
    }

    /** Makes another key. The one before it counts no longer. */
    public function renew(): void
    {
        $sql = "UPDATE global_options SET value = ? WHERE code = 'shared_secret'";
        Database::rows($this->db, $sql, [bin2hex(random_bytes(32))]);
        $this->publish();
    }

    private function current(): ?string
    {
        $rows = Database::rows($this->db, "SELECT value FROM global_options WHERE code = 'shared_secret'");
        return $rows[0]['value'] ?? null;
    }

    /** Under another name first: a module never reads half of it. Its group are the modules. */
    private function write(string $key): void
    {
        if (is_readable($this->file) && file_get_contents($this->file) === $key) {
            return;
        }
        $draft = tempnam(dirname($this->file), '.key');
        if ($draft === false || file_put_contents($draft, $key) === false) {
            throw new \RuntimeException("{$this->file} cannot be written");
        }
        chmod($draft, 0640);
        rename($draft, $this->file);
        echo "wrote {$this->file}\n";
    }
}
