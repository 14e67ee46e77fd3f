<?php

declare(strict_types=1);

namespace Oms;

/** The page for people. */
final class Page
{
    public static function of(array $members, array $modules): string
    {
        $text = static fn (string $value): string => htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE);
        $people = '';
        foreach ($members as ['name' => $name, 'picture' => $picture]) {
            $image = $picture === null ? '' : "<img src=\"/pictures/{$text($picture)}\" alt=\"\" width=\"64\"> ";
            $people .= "<li>$image{$text($name)}</li>";
        }
        $links = '';
        foreach ($modules as ['name' => $name, 'url' => $url]) {
            $links .= "<li><a href=\"{$text($url)}\">{$text($name)}</a></li>";
        }
        return <<<HTML
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>OMS</title>
            <link rel="stylesheet" href="/oms.css">
            <h1>Members</h1>
            <form method="post" action="/api/members" enctype="multipart/form-data">
              <input name="name" required placeholder="Name"> <input type="file" name="picture" accept="image/*">
              <button>Join</button>
            </form>
            <ul>$people</ul>
            <h1>Modules</h1>
            <ul>$links</ul>
            </html>

            HTML;
    }
}
