"""What every factory is: it fills in what a row needs, and publishes what can be published."""

from factory.django import DjangoModelFactory

from fiches.shared.publication import PublicationStatus


class Factory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class PublishedFactory(Factory):
    status = PublicationStatus.PUBLISHED

    class Meta:
        abstract = True
