<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** Members with their pictures. There may be a file without a row, and never a row without a file. */
final class Members
{
    /** SVG is missing on purpose: it is a document that can carry scripts. */
    private const TYPES = ['image/png' => 'png', 'image/jpeg' => 'jpg', 'image/gif' => 'gif', 'image/webp' => 'webp'];

    public function __construct(private readonly PDO $db, private readonly string $folder)
    {
    }

    public function all(): array
    {
        return Database::rows($this->db, 'SELECT id, name, picture FROM members ORDER BY id DESC LIMIT 100');
    }

    /** @param ?array $upload an entry of $_FILES */
    public function add(string $name, ?array $upload): array
    {
        if (trim($name) === '') {
            throw new Refusal(422, 'A member has a name.');
        }
        $picture = $upload === null ? null : $this->keep($upload);
        $sql = 'INSERT INTO members (name, picture) VALUES (?, ?) RETURNING id, name, picture';
        return Database::rows($this->db, $sql, [trim($name), $picture])[0];
    }

    /** Keeps a picture under a random name: nothing that a visitor says becomes a path. */
    private function keep(array $upload): string
    {
        if ($upload['error'] !== UPLOAD_ERR_OK) {
            throw new Refusal(400, 'The picture did not arrive whole.');
        }
        $type = (new \finfo(FILEINFO_MIME_TYPE))->file($upload['tmp_name']);
        $extension = self::TYPES[$type] ?? throw new Refusal(415, 'That is not a PNG, JPEG, GIF or WebP image.');
        $name = bin2hex(random_bytes(16)) . ".$extension";
        // /tmp is another file system, where a rename would be a copy that visitors see half of
        $draft = "{$this->folder}/.$name.part";
        // others read it: the proxy serves it
        if (!move_uploaded_file($upload['tmp_name'], $draft) || !chmod($draft, 0644) || !rename($draft, "{$this->folder}/$name")) {
            throw new \RuntimeException('The picture cannot be kept.');
        }
        return $name;
    }
}
