from django.urls import path

from feedback.views import beta, submission

app_name = "feedback"
urlpatterns = [
    path("feedback/", submission.form, name="form"),
    path("feedback/thanks/<str:reference>/", submission.thanks, name="thanks"),
    path("feedback/status/<str:reference>/", submission.status, name="status"),
    path("beta/", beta.programme, name="beta"),
    path("beta/join/", beta.join, name="join"),
    path("beta/leave/", beta.leave, name="leave"),
]
