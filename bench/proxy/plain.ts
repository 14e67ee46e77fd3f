/**
 * What somebody who knows nginx writes by hand for the same: upstreams whose connections are kept, the usual headers, an
 * access log, `sendfile`, and nothing to protect anybody.
 */

const common = `worker_processes 2;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;
events { worker_connections 2048; }
`;

const http = `  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  client_body_temp_path /tmp/body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  access_log /dev/stdout combined;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 65s;
`;

const forward = (upstream: string): string => `    location / {
      proxy_pass http://${upstream};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
`;

export const plainProxy = `${common}http {
${http}  upstream web { server web:3000; keepalive 16; }
  upstream site { server plain-site:8080; keepalive 16; }
  server {
    listen 8080;
    server_name app.test;
${forward('web')}  }
  server {
    listen 8080;
    server_name site.test;
${forward('site')}  }
  server {
    listen 8080;
    server_name files.test;
    root /srv/files;
  }
}
`;

export const plainSite = `${common}http {
${http}  server {
    listen 8080;
    root /srv/site;
  }
}
`;
