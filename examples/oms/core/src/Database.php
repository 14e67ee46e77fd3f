<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** The connection, from the variables that Laravel reads, too. */
final class Database
{
    public static function connect(): PDO
    {
        $of = static fn (string $name): string => getenv($name) ?: throw new \RuntimeException("$name is not set");
        $where = sprintf('pgsql:host=%s;port=%s;dbname=%s', $of('DB_HOST'), $of('DB_PORT'), $of('DB_DATABASE'));
        return new PDO($where, $of('DB_USERNAME'), $of('DB_PASSWORD'), [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_TIMEOUT => 5,
        ]);
    }

    /** Rows of a query with values of its own, which never become SQL. */
    public static function rows(PDO $db, string $sql, array $values = []): array
    {
        $statement = $db->prepare($sql);
        $statement->execute($values);
        return $statement->fetchAll();
    }
}
