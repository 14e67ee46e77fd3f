<?php

declare(strict_types=1);

namespace Oms;

use PDO;

/** Which request does what. */
final class Core
{
    public readonly ApiKey $key;

    public function __construct(private readonly PDO $db)
    {
        $this->key = new ApiKey($db, getenv('API_KEY_FILE') ?: '/run/api-key/key');
    }

    /** @return array{int, mixed} status and answer; a text is HTML */
    public function answer(string $method, string $path): array
    {
        $members = new Members($this->db, getenv('PICTURES') ?: __DIR__ . '/../public/pictures');
        $modules = new Modules($this->db);
        return match ("$method $path") {
            'GET /' => [200, Page::of($members->all(), $modules->all())],
            'GET /health' => [200, ['status' => Database::rows($this->db, 'SELECT 1') ? 'ok' : '']],
            'GET /api/members' => [200, $members->all()],
            'POST /api/members' => [201, $members->add($_POST['name'] ?? '', $_FILES['picture'] ?? null)],
            'GET /api/modules' => [200, $modules->all()],
            'POST /api/registerMicroservice' => $this->register($modules),
            default => [404, ['error' => 'There is no such page.']],
        };
    }

    private function register(Modules $modules): array
    {
        if (!$this->key->fits($_SERVER['HTTP_X_API_KEY'] ?? '')) {
            throw new Refusal(403, 'The key is not the one that counts.');
        }
        $modules->register(json_decode(file_get_contents('php://input'), true));
        return [200, ['success' => 1]];
    }
}
