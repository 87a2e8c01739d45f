//! Signed links: whole and partial content, expiry, tampering, and S3's refusals.

use attache::demo::Server;
use aws_sdk_connect::types::{AttachedFile, ContentDisposition};
use jiff::SignedDuration;

use super::raw::{Reply, ask};
use super::{Place, Site, files, site};

/// The whole link to a file of the first case.
pub(super) async fn link_to(site: &Site, name: &str) -> String {
    let place = site.place().await;
    whole_link(site, &place, "100001", name).await.0
}

/// A link as far as HTTP needs it: path and query.
async fn link(site: &Site, place: &Place, reference: &str, name: &str) -> (String, AttachedFile) {
    let (url, file) = whole_link(site, place, reference, name).await;
    let target = url.strip_prefix(&site.server.endpoint()).unwrap();
    (target.to_owned(), file)
}

pub(super) async fn whole_link(
    site: &Site,
    place: &Place,
    reference: &str,
    name: &str,
) -> (String, AttachedFile) {
    let (arn, files) = files::files(site, place, reference).await;
    let file = files[name].clone();
    let answer = site
        .connect
        .get_attached_file()
        .instance_id(&place.instance)
        .associated_resource_arn(arn)
        .file_id(file.file_id())
        .url_expiry_in_seconds(60)
        .send()
        .await
        .unwrap();
    let url = answer.download_url_metadata().unwrap().url().unwrap();
    assert!(url.len() <= 2000, "{} characters", url.len());
    (url.to_owned(), file)
}

/// How many bytes came, in the service's own type for sizes.
fn length(reply: &Reply) -> i64 {
    i64::try_from(reply.body.len()).unwrap()
}

async fn get(server: &Server, target: &str, headers: &[(&str, &str)]) -> Reply {
    ask(server, "GET", target, headers, "").await
}

async fn invoice(site: &Site) -> (String, AttachedFile) {
    let place = site.place().await;
    link(site, &place, "100001", "invoice-2026-04.pdf").await
}

#[tokio::test]
async fn a_fresh_link_gives_the_whole_content() {
    let site = site().await;
    let (target, file) = invoice(&site).await;
    for part in [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Date=20260504T093000Z",
        "X-Amz-Expires=60",
        "X-Amz-SignedHeaders=host",
        "X-Amz-Credential=",
        "X-Amz-Signature=",
    ] {
        assert!(target.contains(part), "{part}: {target}");
    }
    let reply = get(&site.server, &target, &[]).await;
    assert_eq!(reply.status, 200);
    assert_eq!(length(&reply), file.file_size_in_bytes());
    assert!(reply.body.starts_with(b"%PDF-1.4"));
    assert_eq!(reply.headers["content-type"], "application/pdf");
    assert!(
        reply.headers["content-disposition"]
            .starts_with("attachment; filename*=UTF-8''invoice-2026-04.pdf")
    );
    assert_eq!(site.server.calls()["GetObject"], 1);
}

#[tokio::test]
async fn a_link_may_ask_to_be_shown_inline() {
    let site = site().await;
    let place = site.place().await;
    let (arn, files) = files::files(&site, &place, "100001").await;
    let answer = site
        .connect
        .get_attached_file()
        .instance_id(&place.instance)
        .associated_resource_arn(arn)
        .file_id(files["invoice-2026-04.pdf"].file_id())
        .url_content_disposition(ContentDisposition::Inline)
        .send()
        .await
        .unwrap();
    let url = answer.download_url_metadata().unwrap().url().unwrap();
    let reply = get(
        &site.server,
        url.strip_prefix(&site.server.endpoint()).unwrap(),
        &[],
    )
    .await;
    assert!(reply.headers["content-disposition"].starts_with("inline"));
}

#[tokio::test]
async fn an_expired_link_says_so_and_when() {
    let site = site().await;
    let (target, _) = invoice(&site).await;
    site.server
        .clock()
        .advance(SignedDuration::from_millis(59_999));
    assert_eq!(get(&site.server, &target, &[]).await.status, 200);
    site.server.clock().advance(SignedDuration::from_millis(1));
    let reply = get(&site.server, &target, &[]).await;
    assert_eq!(reply.status, 403);
    assert_eq!(reply.headers["content-type"], "application/xml");
    for (name, value) in [
        ("Code", "AccessDenied"),
        ("Message", "Request has expired"),
        ("Expires", "2026-05-04T09:31:00.000Z"),
        ("ServerTime", "2026-05-04T09:31:00.000Z"),
        ("X-Amz-Expires", "60"),
    ] {
        assert_eq!(reply.element(name).as_deref(), Some(value));
    }
}

#[tokio::test]
async fn a_changed_link_is_no_link() {
    let site = site().await;
    let (target, file) = invoice(&site).await;
    let place = site.place().await;
    let (other, _) = link(&site, &place, "100001", "photo-front.png").await;
    let (path, query) = target.split_once('?').unwrap();
    let (other_path, _) = other.split_once('?').unwrap();
    let (kept, signature) = query.rsplit_once("X-Amz-Signature=").unwrap();
    let flipped = if signature.starts_with('0') { "1" } else { "0" };
    for tampered in [
        format!("{other_path}?{query}"),
        target.replace("X-Amz-Expires=60", "X-Amz-Expires=61"),
        target.replace("attachment", "inline"),
        format!("{target}&versionId=1"),
        format!("{path}?{kept}X-Amz-Signature={flipped}{}", &signature[1..]),
        target.replace(file.file_id(), "nobody"),
        target.replace("us-west-2", "us-east-1"),
    ] {
        assert_ne!(tampered, target);
        let reply = get(&site.server, &tampered, &[]).await;
        let code = reply.element("Code").unwrap_or_default();
        assert_eq!(
            (reply.status, code.as_str()),
            (403, "SignatureDoesNotMatch"),
            "{tampered}"
        );
    }
    let (bare, _) = target.split_once('?').unwrap();
    let reply = get(&site.server, bare, &[]).await;
    assert_eq!(
        (reply.status, reply.element("Message").as_deref()),
        (403, Some("Access Denied"))
    );
    let (lost, _) = target.split_once("&X-Amz-Date").unwrap();
    let reply = get(&site.server, lost, &[]).await;
    let code = reply.element("Code");
    assert_eq!(
        (reply.status, code.as_deref()),
        (400, Some("AuthorizationQueryParametersError"))
    );
}

#[tokio::test]
async fn a_link_is_for_get_and_takes_no_other_signature() {
    let site = site().await;
    let (target, _) = invoice(&site).await;
    for method in ["HEAD", "PUT", "DELETE", "POST"] {
        let reply = ask(&site.server, method, &target, &[], "").await;
        assert_eq!(reply.status, 403, "{method}");
    }
    assert!(
        ask(&site.server, "HEAD", &target, &[], "")
            .await
            .body
            .is_empty()
    );
    let reply = get(
        &site.server,
        &target,
        &[("authorization", "AWS4-HMAC-SHA256 Credential=x")],
    )
    .await;
    assert_eq!(
        (reply.status, reply.element("Code").as_deref()),
        (400, Some("InvalidArgument"))
    );
    let reply = get(&site.server, &target, &[("x-amz-security-token", "x")]).await;
    assert_eq!(
        (reply.status, reply.element("Code").as_deref()),
        (403, Some("AccessDenied"))
    );
    assert_eq!(
        reply.element("HeadersNotSigned").as_deref(),
        Some("x-amz-security-token")
    );
}

#[tokio::test]
async fn ranges_are_parts_of_the_same_content() {
    let site = site().await;
    let (target, file) = invoice(&site).await;
    let whole = get(&site.server, &target, &[]).await;
    let (tag, total) = (whole.headers["etag"].clone(), file.file_size_in_bytes());
    let rest = [("range", "bytes=100-"), ("if-range", tag.as_str())];
    let reply = get(&site.server, &target, &rest).await;
    assert_eq!(reply.status, 206);
    assert_eq!(
        reply.headers["content-range"],
        format!("bytes 100-{}/{total}", total - 1)
    );
    assert_eq!(reply.body, whole.body[100..]);
    assert_eq!(reply.headers["etag"], tag);
    let reply = get(
        &site.server,
        &target,
        &[("range", "bytes=100-"), ("if-range", "\"old\"")],
    )
    .await;
    assert_eq!((reply.status, reply.body.len()), (200, whole.body.len()));
    let reply = get(&site.server, &target, &[("range", "bytes=999999-")]).await;
    assert_eq!(
        (reply.status, reply.element("Code").as_deref()),
        (416, Some("InvalidRange"))
    );
    assert_eq!(reply.headers["content-range"], format!("bytes */{total}"));
    let reply = get(&site.server, &target, &[("if-match", "\"old\"")]).await;
    assert_eq!(
        (reply.status, reply.element("Code").as_deref()),
        (412, Some("PreconditionFailed"))
    );
    let reply = get(&site.server, &target, &[("if-none-match", &tag)]).await;
    assert_eq!((reply.status, reply.body.len()), (304, 0));
}

#[tokio::test]
async fn twenty_megabytes_resume_to_the_same_bytes() {
    let site = site().await;
    let place = site.place().await;
    let (target, file) = link(&site, &place, "10000163", "flicker-20MB.mp4").await;
    assert_eq!(file.file_size_in_bytes(), 20 * 1024 * 1024);
    let whole = get(&site.server, &target, &[]).await;
    assert_eq!(length(&whole), file.file_size_in_bytes());
    let rest = get(&site.server, &target, &[("range", "bytes=7000001-")]).await;
    assert_eq!(rest.status, 206);
    // Not assert_eq: nobody wants to read thirteen million bytes.
    assert!(whole.body[7_000_001..] == rest.body);
}

#[tokio::test]
async fn some_content_is_empty_short_or_gone() {
    let site = site().await;
    let place = site.place().await;
    let (empty, file) = link(&site, &place, "3CWPF7R2N", "empty.txt").await;
    let reply = get(&site.server, &empty, &[]).await;
    assert_eq!(
        (reply.status, reply.body.len(), file.file_size_in_bytes()),
        (200, 0, 0)
    );
    assert_eq!(
        get(&site.server, &empty, &[("range", "bytes=0-")])
            .await
            .status,
        416
    );
    let (short, file) = link(&site, &place, "3CWPF7R2N", "damaged-upload.zip").await;
    let reply = get(&site.server, &short, &[]).await;
    assert_eq!(reply.status, 200);
    assert!(length(&reply) < file.file_size_in_bytes());
    assert_eq!(
        reply.headers["content-length"],
        reply.body.len().to_string()
    );
    let (gone, _) = link(&site, &place, "3CWPF7R2N", "recalled-notice.pdf").await;
    let reply = get(&site.server, &gone, &[]).await;
    assert_eq!(
        (reply.status, reply.element("Code").as_deref()),
        (404, Some("NoSuchKey"))
    );
}

#[tokio::test]
async fn every_name_makes_a_working_link() {
    let site = site().await;
    let place = site.place().await;
    let (_, files) = files::files(&site, &place, "10000117").await;
    assert!(files.len() > 25);
    for name in files.keys() {
        let (target, file) = link(&site, &place, "10000117", name).await;
        let reply = get(&site.server, &target, &[]).await;
        assert_eq!(reply.status, 200, "{name:?}");
        assert_eq!(length(&reply), file.file_size_in_bytes(), "{name:?}");
    }
}

#[tokio::test]
async fn a_link_with_two_signatures_is_refused() {
    let site = site().await;
    let (target, _) = invoice(&site).await;
    let twice = format!("{target}&X-Amz-Signature={}", "0".repeat(64));
    let reply = get(&site.server, &twice, &[]).await;
    assert_eq!(reply.status, 400, "{}", reply.text());
    assert_eq!(get(&site.server, &target, &[]).await.status, 200);
}
