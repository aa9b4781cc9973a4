//! Servers of a shared copy on the loopback: git's own daemon, git behind a small web server, git behind `sshd`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::running::until;

/// A way to a shared copy; ended when this goes.
pub struct Server {
    /// The address of the shared copy `shared.git` there.
    pub address: String,
    /// What the program needs in its surroundings to go that way.
    pub surroundings: Vec<(String, String)>,
    running: Option<Child>,
    /// The port of a server of our own, and whether it is to end.
    own: Option<(u16, Arc<AtomicBool>)>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            let _ = running.kill();
            let _ = running.wait();
        }
        if let Some((port, over)) = &self.own {
            over.store(true, Ordering::Relaxed);
            let _ = TcpStream::connect(("127.0.0.1", *port));
        }
    }
}

/// A port on which nobody listens.
pub fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).and_then(|it| it.local_addr()).expect("port").port()
}

fn exec_path() -> PathBuf {
    let out = Command::new("git").arg("--exec-path").output().expect("git");
    PathBuf::from(String::from_utf8_lossy(&out.stdout).trim())
}

impl Server {
    /// The folder itself.
    pub fn path(folder: &Path) -> Self {
        let address = folder.join("shared.git").display().to_string();
        Self { address, surroundings: Vec::new(), running: None, own: None }
    }

    /// `git daemon`; why not, where there is none.
    pub fn daemon(folder: &Path) -> Result<Self, String> {
        let port = free_port();
        let mut daemon = Command::new(exec_path().join("git-daemon"));
        daemon.args(["--reuseaddr", "--listen=127.0.0.1", "--export-all", "--enable=receive-pack"]);
        daemon.arg(format!("--port={port}")).arg(format!("--base-path={}", folder.display()));
        daemon.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        daemon.arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let running = daemon.spawn().map_err(|it| format!("no git-daemon: {it}"))?;
        let server = Self {
            address: format!("git://127.0.0.1:{port}/shared.git"),
            surroundings: Vec::new(),
            running: Some(running),
            own: None,
        };
        until("the daemon listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        Ok(server)
    }

    /// `git http-backend` behind a small web server; without a password nobody is let in where `closed`.
    pub fn http(folder: &Path, closed: bool) -> Result<Self, String> {
        if !exec_path().join("git-http-backend").is_file() || !exec_path().join("git-remote-http").is_file() {
            return Err("this git speaks no http".to_owned());
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|it| it.to_string())?;
        let port = listener.local_addr().map_err(|it| it.to_string())?.port();
        let over = Arc::new(AtomicBool::new(false));
        let (ends, root) = (over.clone(), folder.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                let root = root.clone();
                thread::spawn(move || answer(stream, &root, closed));
            }
        });
        let address = format!("http://127.0.0.1:{port}/shared.git");
        Ok(Self { address, surroundings: Vec::new(), running: None, own: Some((port, over)) })
    }

    /// `sshd`, which lets in whoever has the key `key`; why not, where there is none or it does not start.
    pub fn ssh(folder: &Path) -> Result<Self, String> {
        let sshd = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/libexec/sshd"].into_iter().map(Path::new);
        let sshd = sshd.into_iter().find(|it| it.is_file()).ok_or("there is no sshd here")?;
        for name in ["host", "key", "other"] {
            let mut keygen = Command::new("ssh-keygen");
            let made = keygen.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.join(name)).output();
            made.ok().filter(|it| it.status.success()).ok_or("there is no ssh-keygen here")?;
        }
        let port = free_port();
        let at = |name: &str| folder.join(name).display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\nPermitRootLogin yes\nSetEnv PATH={path}\n",
            at("host"),
            at("key.pub")
        );
        std::fs::write(folder.join("sshd_config"), config).map_err(|it| it.to_string())?;
        let host = std::fs::read_to_string(folder.join("host.pub")).map_err(|it| it.to_string())?;
        std::fs::write(folder.join("known"), format!("[127.0.0.1]:{port} {host}")).map_err(|it| it.to_string())?;
        // Where `sshd` runs for everybody it wants this folder, which a system makes as it starts.
        let _ = std::fs::create_dir_all("/run/sshd");
        let mut running = Command::new(sshd)
            .args(["-D", "-e", "-f", &at("sshd_config")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|it| it.to_string())?;
        let mut ended = false;
        until("sshd listens", || {
            ended = running.try_wait().is_ok_and(|it| it.is_some());
            ended || TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        if ended {
            let mut words = String::new();
            let _ = running.stderr.take().map(|mut it| it.read_to_string(&mut words));
            return Err(format!("sshd does not start: {}", words.trim()));
        }
        let who = Command::new("id").arg("-un").output().map_err(|it| it.to_string())?;
        let who = String::from_utf8_lossy(&who.stdout).trim().to_owned();
        let address = format!("ssh://{who}@127.0.0.1:{port}{}", at("shared.git"));
        let mut server = Self { address, surroundings: Vec::new(), running: Some(running), own: None };
        server.use_key(folder, "key");
        Ok(server)
    }

    /// Goes there with another key.
    pub fn use_key(&mut self, folder: &Path, key: &str) {
        let at = |name: &str| folder.join(name).display().to_string();
        let ssh = format!(
            "ssh -F none -i {} -oIdentitiesOnly=yes -oUserKnownHostsFile={} -oBatchMode=yes",
            at(key),
            at("known")
        );
        self.surroundings = vec![("GIT_SSH_COMMAND".to_owned(), ssh)];
    }
}

/// Answers one request by `git http-backend`, as a web server does.
fn answer(mut stream: TcpStream, root: &Path, closed: bool) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let header = |name: &str| headers.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_default();
    if closed {
        let refusal = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"joint\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return stream.write_all(refusal.as_bytes()).ok();
    }
    if header("expect").eq_ignore_ascii_case("100-continue") {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    let mut body = Vec::new();
    if header("transfer-encoding").eq_ignore_ascii_case("chunked") {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = u64::from_str_radix(size.trim(), 16).ok()?;
            reader.by_ref().take(size).read_to_end(&mut body).ok()?;
            reader.read_line(&mut String::new()).ok()?;
            if size == 0 {
                break;
            }
        }
    } else {
        let size = header("content-length").parse().unwrap_or(0);
        reader.by_ref().take(size).read_to_end(&mut body).ok()?;
    }
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut git = Command::new("git");
    git.arg("http-backend").env("GIT_PROJECT_ROOT", root).env("GIT_HTTP_EXPORT_ALL", "1").env("REMOTE_USER", "joint");
    git.env("REQUEST_METHOD", method).env("PATH_INFO", path).env("QUERY_STRING", query);
    git.env("CONTENT_TYPE", header("content-type")).env("CONTENT_LENGTH", body.len().to_string());
    git.env("HTTP_CONTENT_ENCODING", header("content-encoding")).env("GIT_PROTOCOL", header("git-protocol"));
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let mut running = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut input = running.stdin.take()?;
    let writing = thread::spawn(move || input.write_all(&body));
    let mut out = Vec::new();
    running.stdout.take()?.read_to_end(&mut out).ok()?;
    let _ = writing.join();
    running.wait().ok()?;
    let end = out.windows(4).position(|it| it == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&out[..end]).into_owned();
    let status = head.lines().find_map(|it| it.strip_prefix("Status: ")).unwrap_or("200 OK");
    let kept: String = head.lines().filter(|it| !it.starts_with("Status: ")).map(|it| format!("{it}\r\n")).collect();
    let contents = &out[end + 4..];
    let begin = format!("HTTP/1.1 {status}\r\n{kept}Content-Length: {}\r\nConnection: close\r\n\r\n", contents.len());
    stream.write_all(begin.as_bytes()).and_then(|()| stream.write_all(contents)).ok()
}
