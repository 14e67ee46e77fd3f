<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** Everything that must be there before the first visitor. It may run any number of times, also at once. */
final class Bootstrap
{
    /** A number that no other program locks in this database. */
    private const LOCK = 7_227_001;

    public function __construct(private readonly PDO $db, private readonly ApiKey $key)
    {
    }

    public function run(): void
    {
        // the second waits for the first; the lock ends with the connection
        Database::rows($this->db, 'SELECT pg_advisory_lock(?)', [self::LOCK]);
        $this->migrate();
        $this->seed();
        $this->key->publish();
    }

    private function migrate(): void
    {
        $this->db->exec('CREATE TABLE IF NOT EXISTS migrations (file text PRIMARY KEY)');
        $done = array_column(Database::rows($this->db, 'SELECT file FROM migrations'), 'file');
        foreach (glob(__DIR__ . '/../database/*.sql') as $path) {
            $file = basename($path);
            if (in_array($file, $done, true)) {
                continue;
            }
            $this->db->beginTransaction();
            $this->db->exec(file_get_contents($path));
            Database::rows($this->db, 'INSERT INTO migrations VALUES (?)', [$file]);
            $this->db->commit();
            echo "migrated $file\n";
        }
    }

    private function seed(): void
    {
        $options = ['organisation' => 'AEGEE', 'welcome' => 'Welcome to the OMS'];
        foreach ($options as $code => $value) {
            // somebody may have changed it since
            $sql = 'INSERT INTO global_options VALUES (?, ?) ON CONFLICT DO NOTHING';
            Database::rows($this->db, $sql, [$code, $value]);
        }
    }
}
