//! The problem's words: what an instance, a case and an attached file are.
//!
//! No I/O, no SDK, no terminal. Every string that came from outside is a
//! [`SafeText`]; there is no raw `String` here that a screen could draw.

mod activity;
mod api_json;
mod arn;
mod attachment;
mod audit;
mod case;
pub mod cells;
mod contact;
mod copied;
mod failure;
mod file_arn;
mod file_name;
mod human;
mod identity;
mod ids;
mod instance;
mod json;
mod link;
mod login;
mod named;
mod page;
mod person;
mod pool;
mod preview;
mod problem;
mod risk;
mod scanner;
mod settling;
mod subject;
mod text;
mod transfer;
mod upload_rules;

pub use activity::{Activity, Event};
pub use api_json::{FILE_MEMBERS, attachment_json};
pub use arn::{Arn, ArnError};
pub use attachment::{Attachment, Creator, FileKey, FileStatus, Source, by_name, compare_names};
pub use audit::{CaseTag, Findings, Tally, Whole};
pub use case::{Case, CaseQuery, LONGEST_TERM};
pub use contact::{Contact, ContactChannel};
pub use copied::Copied;
pub use failure::{Failure, FailureKind, Lack};
pub use file_arn::FileArn;
pub use file_name::SafeName;
pub use human::{age, day_and_minute, exact_bytes, grouped, plural, size};
pub use identity::Identity;
pub use ids::{CaseId, ContactId, DomainId, FileId, InstanceId, RequestId, UserId};
pub use instance::{DomainState, Instance};
pub use json::{to_json, to_json_line};
pub use link::SignedLink;
pub use login::{LoginChoice, Profile};
pub use named::{AgentName, CaseName, ContactName, InstanceName, short_id};
pub use page::{Page, PageToken};
pub use person::Person;
pub use pool::Pool;
pub use preview::{Body, Column, Graphics, GraphicsWish, Picture, Preview, Raster, Sharp, Sheet};
pub use problem::Problem;
pub use risk::{HEAD, Opened, Risk, risk_of_content, risk_of_name};
pub use scanner::Scanner;
pub use settling::{SCAN_LIMIT, STUCK, Unsettled};
pub use subject::{FileQuery, Recent, Subject};
pub use text::SafeText;
pub use transfer::{OnConflict, Progress, Saved, Settled, There};
pub use upload_rules::{Breach, Scope, UploadRules};
