export type SnippetFor = { partner: string; portal: string; origin: string; product: string }

/**
 * A complete server for `token-url`. The key comes from AIGOBO_KEY, the port from PORT. It also serves index.html, so
 * that both can be tried together.
 */
export const SERVER_SNIPPETS = {
  node: {
    name: 'Node',
    file: 'token.mjs',
    write: ({ partner, portal, origin, product }: SnippetFor) => `// AIGOBO_KEY=aigobo_… node token.mjs
import { createHmac, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

function newToken() {
  const now = Math.floor(Date.now() / 1000)
  const head = encode({ alg: 'HS256', typ: 'JWT' })
  const claims = encode({
    iss: ${JSON.stringify(partner)},
    aud: ${JSON.stringify(portal)},
    origin: ${JSON.stringify(origin)},
    product: ${JSON.stringify(product)},
    reference: 'TOUR-2026-001',
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
  })
  const signature = createHmac('sha256', process.env.AIGOBO_KEY).update(head + '.' + claims)
  return head + '.' + claims + '.' + signature.digest('base64url')
}

createServer(async (request, response) => {
  if (request.url === '/aigobo-token') {
    response.setHeader('content-type', 'application/json')
    response.setHeader('cache-control', 'no-store')
    return response.end(JSON.stringify({ token: newToken() }))
  }
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(await readFile('index.html').catch(() => 'index.html?'))
}).listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
`,
  },
  php: {
    name: 'PHP',
    file: 'token.php',
    write: ({ partner, portal, origin, product }: SnippetFor) => `<?php
// AIGOBO_KEY=aigobo_… php -S 127.0.0.1:3000 token.php
if (PHP_SAPI === 'cli-server' && $_SERVER['REQUEST_URI'] !== '/aigobo-token') {
    return false; // index.html
}

function encode($bytes) {
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$now = time();
$head = encode(json_encode(['alg' => 'HS256', 'typ' => 'JWT']));
$claims = encode(json_encode([
    'iss' => ${phpText(partner)},
    'aud' => ${phpText(portal)},
    'origin' => ${phpText(origin)},
    'product' => ${phpText(product)},
    'reference' => 'TOUR-2026-001',
    'iat' => $now,
    'exp' => $now + 120,
    'jti' => bin2hex(random_bytes(16)),
]));
$signature = encode(hash_hmac('sha256', $head . '.' . $claims, getenv('AIGOBO_KEY'), true));

header('content-type: application/json');
header('cache-control: no-store');
echo json_encode(['token' => $head . '.' . $claims . '.' . $signature]);
`,
  },
  java: {
    name: 'Java',
    file: 'Token.java',
    write: ({
      partner,
      portal,
      origin,
      product,
    }: SnippetFor) => `// AIGOBO_KEY=aigobo_… java Token.java (Java 17)
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Token {
  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String newToken() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String head = encode("{\\"alg\\":\\"HS256\\",\\"typ\\":\\"JWT\\"}".getBytes("UTF-8"));
    String claims = encode("""
        {"iss": ${JSON.stringify(partner)},
         "aud": ${JSON.stringify(portal)},
         "origin": ${JSON.stringify(origin)},
         "product": ${JSON.stringify(product)},
         "reference": "TOUR-2026-001",
         "iat": %d, "exp": %d, "jti": "%s"}
        """.formatted(now, now + 120, UUID.randomUUID()).getBytes("UTF-8"));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(System.getenv("AIGOBO_KEY").getBytes("UTF-8"), "HmacSHA256"));
    return head + "." + claims + "." + encode(mac.doFinal((head + "." + claims).getBytes("UTF-8")));
  }

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", exchange -> {
      try (exchange) {
        boolean token = exchange.getRequestURI().getPath().equals("/aigobo-token");
        byte[] body = token
            ? ("{\\"token\\":\\"" + newToken() + "\\"}").getBytes("UTF-8")
            : Files.readAllBytes(Path.of("index.html"));
        exchange.getResponseHeaders().set("content-type", token ? "application/json" : "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("cache-control", "no-store");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } catch (Exception error) {
        throw new RuntimeException(error);
      }
    });
    server.start();
  }
}
`,
  },
  python: {
    name: 'Python',
    file: 'token_server.py',
    write: ({
      partner,
      portal,
      origin,
      product,
    }: SnippetFor) => `# AIGOBO_KEY=aigobo_… python3 token_server.py
import base64, hashlib, hmac, json, os, time, uuid
from http.server import HTTPServer, SimpleHTTPRequestHandler


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def new_token():
    now = int(time.time())
    head = encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = encode(json.dumps({
        "iss": ${JSON.stringify(partner)},
        "aud": ${JSON.stringify(portal)},
        "origin": ${JSON.stringify(origin)},
        "product": ${JSON.stringify(product)},
        "reference": "TOUR-2026-001",
        "iat": now,
        "exp": now + 120,
        "jti": str(uuid.uuid4()),
    }).encode())
    key = os.environ["AIGOBO_KEY"].encode()
    return f"{head}.{claims}." + encode(hmac.new(key, f"{head}.{claims}".encode(), hashlib.sha256).digest())


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {".html": "text/html; charset=utf-8"}

    def do_GET(self):
        if self.path != "/aigobo-token":
            self.path = "/index.html"
            return super().do_GET()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("cache-control", "no-store")
        self.end_headers()
        self.wfile.write(json.dumps({"token": new_token()}).encode())


HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Handler).serve_forever()
`,
  },
} as const
export type ServerLanguage = keyof typeof SERVER_SNIPPETS

function phpText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
