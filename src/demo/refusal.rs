//! What a refused request is told: AWS's codes, statuses and sentences, in the shape
//! of the service that was asked. Whether to refuse is decided by the operations.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::route::Service;

/// Why a request got no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: String,
    /// Members that some errors have besides code and message, e.g. `resourceId`.
    pub(crate) more: Vec<(&'static str, String)>,
    /// Headers that some errors have, e.g. `Retry-After`.
    pub(crate) headers: Vec<(HeaderName, String)>,
}

/// What an operation gives back, or why it does not.
pub(crate) type Answer<T = serde_json::Value> = Result<T, Refusal>;

impl Refusal {
    pub(crate) fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            more: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Adds a header to the error's answer.
    pub(crate) fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Adds a member to the error's body.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.more.push((name, value.into()));
        self
    }

    /// The service's word for input that breaks a rule.
    pub(crate) fn invalid(service: Service, message: impl Into<String>) -> Self {
        let code = match service {
            Service::Connect => "InvalidRequestException",
            Service::Cases => "ValidationException",
            Service::Sts => "ValidationError",
            Service::Bucket => "InvalidArgument",
        };
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// Connect's second word for the same, used by the operations on users and configurations.
    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "InvalidParameterException",
            message,
        )
    }

    /// A body that is not the JSON the operation expects.
    pub(crate) fn unreadable(error: &serde_json::Error) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "SerializationException",
            error.to_string(),
        )
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFoundException", message)
    }

    pub(crate) fn denied(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "AccessDeniedException", message)
    }

    pub(crate) fn throttled() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "ThrottlingException",
            "Rate exceeded",
        )
    }

    pub(crate) fn unknown_operation() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "UnknownOperationException",
            "The requested operation is not recognized by the service.",
        )
    }

    pub(crate) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLargeException",
            "The request body is larger than this service reads.",
        )
    }

    /// The answer to the client, in the service's own error shape.
    pub(crate) fn into_response(self, service: Service, request_id: &str) -> Response {
        let mut response = match service {
            Service::Connect | Service::Cases => self.json(service),
            Service::Sts => self.query_xml(request_id),
            Service::Bucket => self.bucket_xml(request_id),
        };
        *response.status_mut() = self.status;
        if let Ok(code) = HeaderValue::from_str(&self.code)
            && matches!(service, Service::Connect | Service::Cases)
        {
            response.headers_mut().insert("x-amzn-errortype", code);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn json(&self, service: Service) -> Response {
        // Connect's error members begin with a capital, those of Cases and of the front door do not.
        let key = if service == Service::Connect && !self.code.contains("Signature") {
            "Message"
        } else {
            "message"
        };
        let mut body = json!({ "__type": self.code, key: self.message });
        for (name, value) in &self.more {
            body[*name] = json!(value);
        }
        typed("application/json", body.to_string())
    }

    fn query_xml(&self, request_id: &str) -> Response {
        let body = format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    \
             <Type>Sender</Type>\n    <Code>{}</Code>\n    <Message>{}</Message>\n  </Error>\n  \
             <RequestId>{request_id}</RequestId>\n</ErrorResponse>\n",
            escape(&self.code),
            escape(&self.message),
        );
        typed("text/xml", body)
    }

    fn bucket_xml(&self, request_id: &str) -> Response {
        let mut more = String::new();
        for (name, value) in &self.more {
            more.extend(["<", name, ">", &escape(value), "</", name, ">"]);
        }
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{}</Code><Message>{}</Message>{more}\
             <RequestId>{request_id}</RequestId><HostId>attache-demo</HostId></Error>",
            escape(&self.code),
            escape(&self.message),
        );
        typed("application/xml", body)
    }
}

/// A 200 with a body of one type.
pub(crate) fn typed(content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Text that may stand in XML 1.0: marked-up characters as entities, forbidden ones replaced.
pub(crate) fn escape(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut escaped, letter| {
            match letter {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\t' | '\n' | '\r' => escaped.push(letter),
                '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
                _ if letter < ' ' => escaped.push('\u{FFFD}'),
                _ => escaped.push(letter),
            }
            escaped
        })
}
